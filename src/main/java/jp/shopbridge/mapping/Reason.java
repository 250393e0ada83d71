package jp.shopbridge.mapping;

import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * One thing that keeps a listing incomplete (不足項目あり).
 *
 * @param code our stable code, such as {@code FIELD_MISSING}
 * @param field the target field as a path, such as {@code skus[2].price}
 * @param skuNo what names the list entry the field belongs to; null outside of lists
 * @param value an excerpt of the value, empty when there is none
 * @param rule the requirement or the step that objects
 * @param sentence what is wrong and what to do
 */
public record Reason(String code, String field, @Nullable String skuNo, String value, String rule, Sentence sentence) {

    /** The code of what is not there at all. */
    public static final String MISSING = "FIELD_MISSING";

    /** The code of the one reason of a document that a rule leaves out ({@code skip}). */
    public static final String SKIPPED = "SKIPPED_BY_RULE";
}
