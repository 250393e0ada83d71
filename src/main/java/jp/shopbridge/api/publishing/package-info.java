/** Runs that send products to TikTok Shop. Its operations stand in {@code routes/api/publishing.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.publishing;

import org.jspecify.annotations.NullMarked;
