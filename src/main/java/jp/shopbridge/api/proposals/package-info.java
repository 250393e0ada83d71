/** What TikTok proposes for many products. Its operations stand in {@code routes/api/proposals.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.proposals;

import org.jspecify.annotations.NullMarked;
