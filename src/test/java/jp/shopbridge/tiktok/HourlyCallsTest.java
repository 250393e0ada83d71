package jp.shopbridge.tiktok;

import jp.shopbridge.support.Database;

class HourlyCallsTest extends HourlyCallsContract {

    @Override
    Database database() {
        return Database.h2();
    }
}
