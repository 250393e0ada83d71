package jp.shopbridge.conventions.offending.publishing.request;

import jp.shopbridge.conventions.offending.publishing.sending.Sender;
import org.jspecify.annotations.Nullable;

/** A letter that knows who sends it. */
public record Letter(@Nullable Sender other) {}
