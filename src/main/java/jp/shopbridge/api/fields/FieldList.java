package jp.shopbridge.api.fields;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.limit.Limit;
import jp.shopbridge.staging.EditableField;
import org.jspecify.annotations.Nullable;

/** The fields that people may correct, with TikTok Shop's limits of each. */
record FieldList(List<Field> items) {

    /** One field. */
    record Field(
            @Schema(description = "Its name in products and corrections.") String field,
            @Schema(description = "Whether each SKU has its own.") boolean ofSku,
            @Schema(description = "What its values are, such as text, whole or pictures.") String form,
            Sentence label,
            List<FieldLimit> limits) {

        static Field of(EditableField field) {
            return new Field(
                    field.field(),
                    field.ofSku(),
                    field.form().name().toLowerCase(Locale.ROOT),
                    field.label(),
                    field.limits().stream().map(FieldLimit::of).toList());
        }
    }

    /** What TikTok Shop takes of a field. */
    record FieldLimit(
            @Schema(description = "What mappings call it.") String name,
            @Schema(description = "What is measured: characters, run, entries, total, pictures, number or pixels.")
                    String measure,
            @Schema(description = "The least that is taken; null for any.") @Nullable BigDecimal least,
            @Schema(description = "The most that is taken; null for any.") @Nullable BigDecimal most,
            @Schema(description = "What a number counts, as people write it behind it.") List<String> units) {

        static FieldLimit of(Limit limit) {
            return new FieldLimit(limit.name(), limit.measure().id(), limit.least(), limit.most(), limit.units());
        }
    }

    static FieldList all() {
        return new FieldList(
                Arrays.stream(EditableField.values()).map(Field::of).toList());
    }
}
