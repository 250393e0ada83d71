/** Tests of the database that comes with the program. */
@NullMarked
package jp.shopbridge.staging.database;

import org.jspecify.annotations.NullMarked;
