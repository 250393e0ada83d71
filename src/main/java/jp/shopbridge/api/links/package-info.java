/** Products that TikTok Shop already has, and the listings they belong to. Its operations stand in {@code routes/api/links.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.links;

import org.jspecify.annotations.NullMarked;
