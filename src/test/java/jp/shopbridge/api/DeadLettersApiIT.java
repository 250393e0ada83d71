package jp.shopbridge.api;

import jp.shopbridge.support.Database;

/** 配信エラー over PostgreSQL. */
class DeadLettersApiIT extends DeadLettersApiTest {

    @Override
    ApiServer server() {
        return ApiServer.on(Database.postgres());
    }
}
