/** Who gets in where, asked over real HTTP. */
@NullMarked
package jp.shopbridge.security;

import org.jspecify.annotations.NullMarked;
