package jp.shopbridge.api.tokens;

import io.swagger.v3.oas.annotations.media.Schema;

/** A token that was just made. */
record TokenMade(
        TokenItem token,
        @Schema(description = "What the program sends as Authorization: Bearer …; shown this once and kept nowhere.")
                String secret) {

    @Override
    public String toString() {
        return "TokenMade[token=" + token + "]";
    }
}
