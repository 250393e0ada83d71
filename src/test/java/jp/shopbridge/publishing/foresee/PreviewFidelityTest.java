package jp.shopbridge.publishing.foresee;

import jp.shopbridge.support.Database;

class PreviewFidelityTest extends PreviewFidelityContract {

    @Override
    Database database() {
        return Database.h2();
    }
}
