package jp.shopbridge.api;

import jp.shopbridge.support.Database;

/** 商品一覧 and 商品詳細 over PostgreSQL. */
class ProductsApiIT extends ProductsApiTest {

    @Override
    ApiServer server() {
        return ApiServer.on(Database.postgres());
    }
}
