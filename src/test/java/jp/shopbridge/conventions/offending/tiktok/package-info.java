/** Offending on purpose. */
@NullMarked
package jp.shopbridge.conventions.offending.tiktok;

import org.jspecify.annotations.NullMarked;
