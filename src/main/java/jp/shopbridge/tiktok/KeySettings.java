package jp.shopbridge.tiktok;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys that TikTok's tokens are encrypted with ({@code bridge.encryption-key…}); each any text of 16 characters or more.
 *
 * @param encryptionKey the one key, where there is no list
 * @param encryptionKeys several, the newest first: the first one seals, every one opens
 */
@ConfigurationProperties("bridge")
record KeySettings(@Nullable String encryptionKey, @DefaultValue List<String> encryptionKeys) {

    /** The keys in force, the one that seals first. */
    List<String> all() {
        return encryptionKeys.isEmpty()
                ? Stream.ofNullable(encryptionKey).toList()
                : encryptionKeys.stream().map(String::strip).toList();
    }

    @Override
    public String toString() {
        return "KeySettings[" + all().size() + " keys]";
    }
}
