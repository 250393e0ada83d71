/** Offending on purpose. */
@NullMarked
package jp.shopbridge.conventions.offending.mapping;

import org.jspecify.annotations.NullMarked;
