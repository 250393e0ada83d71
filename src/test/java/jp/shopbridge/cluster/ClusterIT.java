package jp.shopbridge.cluster;

import jp.shopbridge.support.Database;

class ClusterIT extends ClusterContract {

    @Override
    Database database() {
        return Database.postgres();
    }
}
