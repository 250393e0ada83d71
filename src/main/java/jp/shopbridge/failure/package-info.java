/**
 * Everything that can go wrong, named by the reaction it asks for. Neighbours throw these and routes' policies choose by
 * them; nothing here decides what happens next.
 */
@NullMarked
package jp.shopbridge.failure;

import org.jspecify.annotations.NullMarked;
