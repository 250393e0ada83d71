package jp.shopbridge.journey;

import jp.shopbridge.support.Database;

class JourneyIT extends JourneyContract {

    @Override
    Database database() {
        return Database.postgres();
    }
}
