/** TikTok Shop's notices, which carry a signature instead of a user. Its operations stand in {@code routes/api/webhooks.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.webhooks;

import org.jspecify.annotations.NullMarked;
