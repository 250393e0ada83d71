package jp.shopbridge.tiktok;

import jp.shopbridge.support.Database;

class HourlyCallsIT extends HourlyCallsContract {

    @Override
    Database database() {
        return Database.postgres();
    }
}
