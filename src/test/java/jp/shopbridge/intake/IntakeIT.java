package jp.shopbridge.intake;

import jp.shopbridge.support.Database;

class IntakeIT extends IntakeContract {

    @Override
    Database database() {
        return Database.postgres();
    }
}
