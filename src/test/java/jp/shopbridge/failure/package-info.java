/** Tests of what the family of failures has in common. */
@NullMarked
package jp.shopbridge.failure;

import org.jspecify.annotations.NullMarked;
