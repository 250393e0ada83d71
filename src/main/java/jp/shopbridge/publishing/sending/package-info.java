/**
 * One listing on its way to TikTok: claimed, looked up, sent, and what became of it when a step failed or an answer was
 * lost. What is known of it travels as values from step to step of the route; nothing is sent without an entry in the
 * ledger.
 */
@NullMarked
package jp.shopbridge.publishing.sending;

import org.jspecify.annotations.NullMarked;
