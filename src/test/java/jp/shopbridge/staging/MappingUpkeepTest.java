package jp.shopbridge.staging;

import jp.shopbridge.support.Database;

class MappingUpkeepTest extends MappingUpkeepContract {

    @Override
    Database database() {
        return Database.h2();
    }
}
