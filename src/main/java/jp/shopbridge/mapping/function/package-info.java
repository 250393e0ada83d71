/**
 * The functions and constraints a mapping may name: small, pure, and unaware of any shop's field names. The mapping
 * package calls them by name from its registry; nothing here reads files, knows a shape, or keeps state between calls.
 */
@NullMarked
package jp.shopbridge.mapping.function;

import org.jspecify.annotations.NullMarked;
