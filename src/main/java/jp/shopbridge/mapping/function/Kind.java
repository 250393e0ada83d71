package jp.shopbridge.mapping.function;

import com.fasterxml.jackson.databind.JsonNode;
import jp.shopbridge.failure.Sentence;

/** What a value is, as far as functions, parameters and targets have to agree about it. */
public enum Kind {
    /** Characters. */
    TEXT("text", "文字"),
    /** A whole number such as yen, gram or a count. */
    WHOLE("whole number", "整数"),
    /** Any number, exact decimal. */
    NUMBER("number", "数値"),
    /** True or false. */
    FLAG("true or false", "真偽値"),
    /** An ordered list. */
    LIST("list", "リスト"),
    /** A table of named values. */
    OBJECT("object", "オブジェクト"),
    /** Anything. */
    ANY("anything", "任意の値");

    private final String en;
    private final String ja;

    Kind(String en, String ja) {
        this.en = en;
        this.ja = ja;
    }

    /** The kind's name in an English sentence. */
    public String en() {
        return en;
    }

    /** The kind's name in a Japanese sentence. */
    public String ja() {
        return ja;
    }

    /** The kind's name within a sentence of either language. */
    public Sentence sentence() {
        return Sentence.of(ja, en);
    }

    /** Whether a value of this kind may stand where {@code wanted} is asked for, conversions by functions not counted. */
    public boolean fits(Kind wanted) {
        return this == ANY || wanted == ANY || this == wanted || (this == WHOLE && wanted == NUMBER);
    }

    /** The kind of a JSON value; {@link #ANY} for null and for an absent value. */
    public static Kind of(JsonNode value) {
        if (value.isTextual()) {
            return TEXT;
        }
        if (value.isNumber()) {
            return value.isIntegralNumber() ? WHOLE : NUMBER;
        }
        if (value.isBoolean()) {
            return FLAG;
        }
        if (value.isArray()) {
            return LIST;
        }
        return value.isObject() ? OBJECT : ANY;
    }
}
