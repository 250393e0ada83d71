package jp.shopbridge.staging;

import java.time.Instant;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a listing.
 *
 * @param actor a user's name, or the stage that did it
 * @param detail further JSON, free of secrets
 */
public record HistoryEntry(Instant at, String kind, String actor, Sentence text, @Nullable String detail) {}
