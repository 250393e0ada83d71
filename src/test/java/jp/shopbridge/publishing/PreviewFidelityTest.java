package jp.shopbridge.publishing;

import jp.shopbridge.support.Database;

class PreviewFidelityTest extends PreviewFidelityContract {

    @Override
    Database database() {
        return Database.h2();
    }
}
