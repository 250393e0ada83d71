/** Offending on purpose. */
@NullMarked
package jp.shopbridge.conventions.offending.staging;

import org.jspecify.annotations.NullMarked;
