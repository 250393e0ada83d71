/**
 * Tokens by which programs use the API. The store of them and nothing else: what a token opens is {@code security}'s, how
 * the operator makes and ends one is {@code api}'s.
 */
@NullMarked
package jp.shopbridge.token;

import org.jspecify.annotations.NullMarked;
