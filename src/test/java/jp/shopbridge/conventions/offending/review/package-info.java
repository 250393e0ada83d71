/** Offending on purpose. */
@NullMarked
package jp.shopbridge.conventions.offending.review;

import org.jspecify.annotations.NullMarked;
