/** Tokens by which programs use the API. Its operations stand in {@code routes/api/tokens.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.tokens;

import org.jspecify.annotations.NullMarked;
