package jp.shopbridge.api;

import jp.shopbridge.support.Database;

/** Corrections by spreadsheet, over PostgreSQL. */
class SheetApiIT extends SheetApiTest {

    @Override
    ApiServer server() {
        return ApiServer.on(Database.postgres());
    }
}
