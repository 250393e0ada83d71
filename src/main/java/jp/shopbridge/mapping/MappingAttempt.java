package jp.shopbridge.mapping;

import org.jspecify.annotations.Nullable;

/**
 * What became of one of several documents; either {@code outcome} or {@code failure} is there.
 *
 * @param source what was to be mapped
 * @param outcome what the mapping made of it
 * @param failure why it could not be mapped at all
 */
public record MappingAttempt(Object source, @Nullable MappingOutcome outcome, @Nullable RuntimeException failure) {}
