package jp.shopbridge.intake;

import jp.shopbridge.support.Database;

class IntakeBrakeTest extends IntakeBrakeContract {

    @Override
    Database database() {
        return Database.h2();
    }
}
