/** Tests of what a listing says. */
@NullMarked
package jp.shopbridge.staging.content;

import org.jspecify.annotations.NullMarked;
