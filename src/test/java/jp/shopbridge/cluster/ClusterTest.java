package jp.shopbridge.cluster;

import jp.shopbridge.support.Database;

class ClusterTest extends ClusterContract {

    @Override
    Database database() {
        return Database.h2();
    }
}
