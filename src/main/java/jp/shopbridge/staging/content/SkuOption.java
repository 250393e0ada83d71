package jp.shopbridge.staging.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One choice of a SKU.
 *
 * @param axis what is chosen, such as カラー
 * @param value the choice, such as 赤
 */
public record SkuOption(String axis, String value) {

    /** The choices that a field {@code options} lists. */
    public static List<SkuOption> in(JsonNode field) {
        return Nodes.each(field, option -> new SkuOption(Nodes.text(option, "axis"), Nodes.text(option, "value")));
    }

    /** The axis' length in characters (code points). */
    public int axisLength() {
        return Nodes.length(axis);
    }

    /** The choice's length in characters (code points). */
    public int valueLength() {
        return Nodes.length(value);
    }
}
