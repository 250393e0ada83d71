package jp.shopbridge.publishing.knowledge;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long TikTok's word counts ({@code publishing.*}).
 *
 * @param factsAge how long TikTok's word is taken for true on the shop's warehouses and set-up
 * @param categoryAge how long TikTok's word is taken for true on a category
 */
@ConfigurationProperties("publishing")
record KnowledgeSettings(Duration factsAge, Duration categoryAge) {}
