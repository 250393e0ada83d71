package jp.shopbridge.staging;

import jp.shopbridge.support.Database;

class UpkeepIT extends UpkeepContract {

    @Override
    Database database() {
        return Database.postgres();
    }
}
