/** The store of tokens. */
@NullMarked
package jp.shopbridge.token;

import org.jspecify.annotations.NullMarked;
