/** Tests of the mapping language; mistakes live as files under {@code src/test/resources/mapping}. */
@NullMarked
package jp.shopbridge.mapping;

import org.jspecify.annotations.NullMarked;
