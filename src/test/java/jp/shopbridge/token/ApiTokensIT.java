package jp.shopbridge.token;

import jp.shopbridge.support.Database;

class ApiTokensIT extends ApiTokensContract {

    @Override
    Database database() {
        return Database.postgres();
    }
}
