package jp.shopbridge.staging;

import jp.shopbridge.support.Database;

class ListingsTest extends ListingsContract {

    @Override
    Database database() {
        return Database.h2();
    }
}
