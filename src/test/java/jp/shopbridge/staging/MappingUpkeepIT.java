package jp.shopbridge.staging;

import jp.shopbridge.support.Database;

class MappingUpkeepIT extends MappingUpkeepContract {

    @Override
    Database database() {
        return Database.postgres();
    }
}
