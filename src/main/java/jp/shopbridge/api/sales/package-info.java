/** Stopping and resuming the sale of many products at TikTok Shop. Its operations stand in {@code routes/api/sales.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.sales;

import org.jspecify.annotations.NullMarked;
