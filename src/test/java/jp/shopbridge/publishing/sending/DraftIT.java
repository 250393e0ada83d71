package jp.shopbridge.publishing.sending;

import jp.shopbridge.support.Database;

/** The same on PostgreSQL. */
class DraftIT extends DraftTest {

    @Override
    Database database() {
        return Database.postgres();
    }
}
