/**
 * The database that comes with the program, where no other is configured: opened, written through, reopened when it was
 * closed, compacted, readable by its owner alone; and the versions of the schema, whatever the database. It knows no
 * listing.
 */
@NullMarked
package jp.shopbridge.staging.database;

import org.jspecify.annotations.NullMarked;
