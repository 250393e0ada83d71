package jp.shopbridge.mapping;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * What trying mappings that somebody proposes may cost ({@code mapping.trial.*}).
 *
 * @param heap memory of the process in which proposed files are tried
 * @param deadline how long that process may take
 * @param previewDeadline how long an effect on the whole catalogue may take to compute
 * @param atOnce how many people's requests of this sort are worked on at a time; others are asked to come back
 */
@ConfigurationProperties("mapping.trial")
public record MappingTrialSettings(DataSize heap, Duration deadline, Duration previewDeadline, int atOnce) {}
