package jp.shopbridge.api;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How many requests are worked on at once ({@code api.*}), so that what many look at keeps nothing else waiting.
 *
 * @param lists lists, counts and exports: each reads many rows at a time
 * @param webhooks TikTok Shop's notices, which it gives up on after a few seconds
 * @param others everything else: one product, edits, runs, questions to TikTok Shop
 * @param waiting how many may wait for their turn in each of these; one more is answered 503 at once
 */
@ConfigurationProperties("api.at-once")
record ApiSettings(int lists, int webhooks, int others, int waiting) {

    ApiSettings {
        if (lists < 1 || webhooks < 1 || others < 1 || waiting < 1) {
            throw new IllegalArgumentException("api.at-once: lists, webhooks, others and waiting are each at least 1.");
        }
    }
}
