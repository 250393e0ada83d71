package jp.shopbridge.futureshop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import jp.shopbridge.Json;
import org.jspecify.annotations.Nullable;

/**
 * One element of a page, exactly as received. It stays in the page's bytes until somebody asks, so that an unchanged product
 * costs one hash and no tree.
 */
public final class FutureshopProduct {

    private final byte[] page;
    private final int from;
    private final int length;
    private final boolean object;
    private final @Nullable String number;

    FutureshopProduct(byte[] page, int from, int length, boolean object, @Nullable String number) {
        this.page = page;
        this.from = from;
        this.length = length;
        this.object = object;
        this.number = number;
    }

    /** 商品番号; null when it is absent or not a text. */
    public @Nullable String number() {
        return number;
    }

    /** Whether the element is a JSON object at all. */
    public boolean isObject() {
        return object;
    }

    /** The element as received (JSON text). */
    public String text() {
        return new String(page, from, length, StandardCharsets.UTF_8);
    }

    /** How long {@link #text()} is at most, without building it. */
    public int lengthInBytes() {
        return length;
    }

    /** SHA-256 (hex) of the element as received. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(page, from, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** The element as a tree, built anew at every call. */
    public JsonNode tree() {
        try {
            return Json.MAPPER.readTree(page, from, length);
        } catch (IOException e) {
            throw new UncheckedIOException("A product that was read before could not be read again.", e);
        }
    }
}
