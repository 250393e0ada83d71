package jp.shopbridge.api;

import jp.shopbridge.support.Database;

/** [連携する] over PostgreSQL. */
class PublishingApiIT extends PublishingApiTest {

    @Override
    ApiServer server() {
        return ApiServer.on(Database.postgres());
    }
}
