package jp.shopbridge.api.tokens;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of the programs' tokens, newest first. */
record TokenList(
        List<TokenItem> items, @Schema(description = "How many there are in all.") int total, int page, int size) {}
