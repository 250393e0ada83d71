/** Offending on purpose. */
@NullMarked
package jp.shopbridge.conventions.offending.intake;

import org.jspecify.annotations.NullMarked;
