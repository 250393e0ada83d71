package jp.shopbridge.api;

import jp.shopbridge.support.Database;

class LongQueueIT extends LongQueueContract {

    @Override
    Database database() {
        return Database.postgres();
    }
}
