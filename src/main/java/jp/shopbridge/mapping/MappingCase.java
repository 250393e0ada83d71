package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One case of a {@code *.tests.yaml}: given a document, what comes out.
 *
 * @param mapping the mapping that is tried
 * @param name what the case shows, as a sentence
 * @param at where it stands
 * @param given the source document
 * @param context parameters and variables of this case
 * @param tables lookup tables of its own, in the place of the folder's of their names
 * @param expect the whole target; null when not asked
 * @param contains part of the target; null when not asked
 * @param fields single values of the target by their paths; null for no value
 * @param lacks the reasons that must be given, exactly; null when not written, which means none
 * @param fails the failure that must be thrown; null when none is
 */
record MappingCase(
        String mapping,
        String name,
        Position at,
        JsonNode given,
        MappingContext context,
        Map<String, LookupTable> tables,
        @Nullable JsonNode expect,
        @Nullable JsonNode contains,
        Map<String, JsonNode> fields,
        @Nullable List<Expected> lacks,
        @Nullable Expected fails) {

    /** A field path and a code; either may be null when it does not matter. */
    record Expected(@Nullable String at, @Nullable String code) {

        boolean meets(String field, String reason) {
            return (at == null || at.equals(field)) && (code == null || code.equals(reason));
        }

        @Override
        public String toString() {
            return (code == null ? "" : code) + (at == null ? "" : " at " + at);
        }
    }
}
