package jp.shopbridge.publishing;

import jp.shopbridge.support.Database;

class PreviewFidelityIT extends PreviewFidelityContract {

    @Override
    Database database() {
        return Database.postgres();
    }
}
