package jp.shopbridge.staging;

import jp.shopbridge.support.Database;

class ListingsIT extends ListingsContract {

    @Override
    Database database() {
        return Database.postgres();
    }
}
