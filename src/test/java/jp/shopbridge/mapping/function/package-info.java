/** Tests of functions and constraints; their examples are the tests. */
@NullMarked
package jp.shopbridge.mapping.function;

import org.jspecify.annotations.NullMarked;
