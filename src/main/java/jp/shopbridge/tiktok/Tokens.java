package jp.shopbridge.tiktok;

import java.time.Instant;

/** A pair of tokens as TikTok hands them out; the instants are absolute (docs/facts/tiktok.md 1). */
record Tokens(String accessToken, Instant accessExpiresAt, String refreshToken, Instant refreshExpiresAt) {

    @Override
    public String toString() {
        return "Tokens[accessExpiresAt=" + accessExpiresAt + ", refreshExpiresAt=" + refreshExpiresAt + "]";
    }
}
