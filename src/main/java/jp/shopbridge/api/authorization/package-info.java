/** The consent of TikTok Shop's sellers. Its operations stand in {@code routes/api/authorization.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.authorization;

import org.jspecify.annotations.NullMarked;
