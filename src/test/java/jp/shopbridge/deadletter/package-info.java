/** Tests of the dead letters, on both databases. */
@NullMarked
package jp.shopbridge.deadletter;

import org.jspecify.annotations.NullMarked;
