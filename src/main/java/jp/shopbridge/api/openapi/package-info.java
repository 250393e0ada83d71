/** The API's own description. Its operations stand in {@code routes/api/openapi.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.openapi;

import org.jspecify.annotations.NullMarked;
