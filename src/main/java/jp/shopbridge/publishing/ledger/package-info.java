/**
 * The memory of publishing: every call that changes something at TikTok stands here before it is made, with what became of
 * it; what was found out is reported to staging from here. It asks nobody and decides nothing.
 */
@NullMarked
package jp.shopbridge.publishing.ledger;

import org.jspecify.annotations.NullMarked;
