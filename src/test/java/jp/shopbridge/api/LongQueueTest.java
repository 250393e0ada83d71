package jp.shopbridge.api;

import jp.shopbridge.support.Database;

class LongQueueTest extends LongQueueContract {

    @Override
    Database database() {
        return Database.h2();
    }
}
