package jp.shopbridge.staging.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The package's sides in centimetres; null where one is not given or no whole number. */
public record Dimensions(@Nullable Integer length, @Nullable Integer width, @Nullable Integer height) {

    /** The sides that a field {@code dimensions_cm} holds. */
    public static Dimensions in(JsonNode field) {
        return new Dimensions(
                Nodes.whole(field, "length").orElse(null),
                Nodes.whole(field, "width").orElse(null),
                Nodes.whole(field, "height").orElse(null));
    }

    /** Whether each side is given and above 0. */
    public boolean areWhole() {
        return Stream.of(length, width, height).allMatch(side -> side != null && side > 0);
    }
}
