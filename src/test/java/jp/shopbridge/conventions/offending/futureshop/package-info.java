/** Offending on purpose. */
@NullMarked
package jp.shopbridge.conventions.offending.futureshop;

import org.jspecify.annotations.NullMarked;
