package jp.shopbridge.futureshop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import jp.shopbridge.Json;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * One element of a page, exactly as received. It stays in the page's bytes until somebody asks, so that an unchanged product
 * costs one hash and no tree.
 */
public final class FutureshopProduct {

    private static final String NUMBER = "productNo";
    private static final int LONGEST_NUMBER = 64;
    private static final int LARGEST_CHARACTERS = 1_000_000;

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

    /** Whether a product number can be kept: 1 to 64 characters, none of them a control character. */
    public static boolean isUsable(String number) {
        return !number.isBlank()
                && number.length() <= LONGEST_NUMBER
                && number.chars().noneMatch(Character::isISOControl);
    }

    /**
     * The element as a tree, if it is something that can be mapped and kept.
     *
     * @throws MappingFailure when it is no object, has no usable 商品番号 or is longer than a row can hold
     */
    public JsonNode document() {
        if (!object) {
            throw unusable(
                    "INTAKE_PRODUCT_NOT_AN_OBJECT", "", Messages.sentence("INTAKE_PRODUCT_NOT_AN_OBJECT", excerpt()));
        }
        String named = number;
        if (named == null || !isUsable(named)) {
            throw unusable(
                    "INTAKE_PRODUCT_WITHOUT_NUMBER",
                    NUMBER,
                    Messages.sentence(
                            "INTAKE_PRODUCT_WITHOUT_NUMBER",
                            NUMBER,
                            named == null ? Messages.sentence("futureshop.no-value") : shown(named)));
        }
        if (length > LARGEST_CHARACTERS && text().length() > LARGEST_CHARACTERS) {
            throw unusable(
                    "INTAKE_PRODUCT_TOO_LARGE",
                    "",
                    Messages.sentence("INTAKE_PRODUCT_TOO_LARGE", named, text().length()));
        }
        return tree();
    }

    private MappingFailure unusable(String code, String at, Sentence sentence) {
        return new MappingFailure(code, sentence, "futureshop-product", at, null);
    }

    private String excerpt() {
        return shown(new String(page, from, Math.min(length, 60), StandardCharsets.UTF_8));
    }

    private static String shown(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "?");
        return "\"" + (line.length() <= 40 ? line : line.substring(0, 40) + "…") + "\"";
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
