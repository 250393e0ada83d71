package jp.shopbridge.publishing.foresee;

import jp.shopbridge.support.Database;

class PreviewFidelityIT extends PreviewFidelityContract {

    @Override
    Database database() {
        return Database.postgres();
    }
}
