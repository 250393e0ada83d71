package jp.shopbridge.token;

import jp.shopbridge.support.Database;

class ApiTokensTest extends ApiTokensContract {

    @Override
    Database database() {
        return Database.h2();
    }
}
