package jp.shopbridge.api;

import jp.shopbridge.support.Database;

/** 概況, 情報を更新する and pauses over PostgreSQL. */
class OperationApiIT extends OperationApiTest {

    @Override
    ApiServer server() {
        return ApiServer.on(Database.postgres());
    }
}
