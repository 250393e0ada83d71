package jp.shopbridge.review;

import java.util.List;

/**
 * One reason why an audit failed, so that a merchant can act on it.
 *
 * @param field the listing field to change; {@code product} when it cannot be told
 * @param rule our stable word for the rule that was broken; {@code OTHER} when TikTok's reason is not known
 * @param text what is wrong, in Japanese
 * @param remedy what to do, in Japanese
 * @param textEn what is wrong, in English
 * @param remedyEn what to do, in English
 * @param original TikTok's own words
 * @param suggestions TikTok's own advice
 */
public record AuditFinding(
        String field,
        String rule,
        String text,
        String remedy,
        String textEn,
        String remedyEn,
        String original,
        List<String> suggestions) {}
