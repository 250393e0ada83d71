package jp.shopbridge.limit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a limit is about. */
public enum Measure {
    /** The code points of a text. */
    CHARACTERS("文字", " characters") {
        @Override
        @Nullable
        BigDecimal of(JsonNode value) {
            String text = value.asText("");
            return text.isBlank() ? null : BigDecimal.valueOf(text.codePointCount(0, text.length()));
        }
    },
    /** The most equal code points that follow one another in a text. */
    RUN("文字", " characters") {
        @Override
        @Nullable
        BigDecimal of(JsonNode value) {
            int longest = 0;
            int run = 0;
            int last = -1;
            for (int c : value.asText("").codePoints().toArray()) {
                run = c == last ? run + 1 : 1;
                last = c;
                longest = Math.max(longest, run);
            }
            return longest == 0 ? null : BigDecimal.valueOf(longest);
        }
    },
    /** The entries of a list; no list has none. */
    ENTRIES("件", " entries") {
        @Override
        BigDecimal of(JsonNode value) {
            return BigDecimal.valueOf(value.isArray() ? value.size() : 0);
        }
    },
    /** The code points of all texts of a list together. */
    TOTAL("文字", " characters in all") {
        @Override
        BigDecimal of(JsonNode value) {
            long total = 0;
            for (JsonNode text : value) {
                total += text.asText("").codePoints().count();
            }
            return BigDecimal.valueOf(total);
        }
    },
    /** The pictures that a text's HTML shows. */
    PICTURES("枚", " images") {
        @Override
        BigDecimal of(JsonNode value) {
            return BigDecimal.valueOf(value.asText("").split("<img", -1).length - 1L);
        }
    },
    /** The number itself. */
    NUMBER("", "") {
        @Override
        @Nullable
        BigDecimal of(JsonNode value) {
            return value.isNumber() ? value.decimalValue() : null;
        }
    },
    /** A side of a picture, which no listing tells. */
    PIXELS("ピクセル", " pixels") {
        @Override
        @Nullable
        BigDecimal of(JsonNode value) {
            return null;
        }
    };

    private final String ja;
    private final String en;

    Measure(String ja, String en) {
        this.ja = ja;
        this.en = en;
    }

    /** The value's measure; null when there is nothing to measure. */
    abstract @Nullable BigDecimal of(JsonNode value);

    /** The word in the file and in answers. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String unitJa() {
        return ja;
    }

    String unitEn() {
        return en;
    }
}
