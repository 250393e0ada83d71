package jp.shopbridge.journey;

import jp.shopbridge.support.Database;

class JourneyTest extends JourneyContract {

    @Override
    Database database() {
        return Database.h2();
    }
}
