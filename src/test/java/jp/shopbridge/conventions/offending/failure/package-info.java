/** Offending on purpose. */
@NullMarked
package jp.shopbridge.conventions.offending.failure;

import org.jspecify.annotations.NullMarked;
