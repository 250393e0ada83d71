/** Offending on purpose. */
@NullMarked
package jp.shopbridge.conventions.offending.sandbox;

import org.jspecify.annotations.NullMarked;
