/** Over HTTP: the same correction for many products. */
@NullMarked
package jp.shopbridge.api.edits;

import org.jspecify.annotations.NullMarked;
