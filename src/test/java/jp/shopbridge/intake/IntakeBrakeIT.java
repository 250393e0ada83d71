package jp.shopbridge.intake;

import jp.shopbridge.support.Database;

class IntakeBrakeIT extends IntakeBrakeContract {

    @Override
    Database database() {
        return Database.postgres();
    }
}
