package jp.shopbridge.publishing.actions;

import jp.shopbridge.support.Database;

/** The same on PostgreSQL. */
class RemoteActionsIT extends RemoteActionsTest {

    @Override
    Database database() {
        return Database.postgres();
    }
}
