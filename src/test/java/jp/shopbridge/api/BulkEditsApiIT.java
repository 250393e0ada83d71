package jp.shopbridge.api;

import jp.shopbridge.support.Database;

/** The same correction for many products, over PostgreSQL. */
class BulkEditsApiIT extends BulkEditsApiTest {

    @Override
    ApiServer server() {
        return ApiServer.on(Database.postgres());
    }
}
