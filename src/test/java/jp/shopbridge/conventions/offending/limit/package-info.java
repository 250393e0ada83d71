/** Offending on purpose. */
@NullMarked
package jp.shopbridge.conventions.offending.limit;

import org.jspecify.annotations.NullMarked;
