package jp.shopbridge.conventions.offending.publishing.sending;

import jp.shopbridge.conventions.offending.publishing.request.Letter;
import org.jspecify.annotations.Nullable;

/** A sender that the letter it sends knows. */
public record Sender(@Nullable Letter other) {}
