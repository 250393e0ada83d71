package jp.shopbridge.intake;

import jp.shopbridge.support.Database;

class IntakeTest extends IntakeContract {

    @Override
    Database database() {
        return Database.h2();
    }
}
