package jp.shopbridge.api.edits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.limit.Limit;
import jp.shopbridge.limit.Limits;
import jp.shopbridge.staging.Edit;
import jp.shopbridge.staging.EditableField;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.Proposal;
import jp.shopbridge.staging.content.ListingSku;
import jp.shopbridge.staging.content.Yen;
import org.jspecify.annotations.Nullable;

/** Makes of {@link Adjustments} the patch of each product. A value that would come out impossible refuses the product. */
final class Adjusting {

    private static final Map<String, RoundingMode> ROUNDINGS =
            Map.of("nearest", RoundingMode.HALF_UP, "up", RoundingMode.CEILING, "down", RoundingMode.FLOOR);
    private static final List<Integer> STEPS = List.of(1, 10, 100);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(1000);
    private static final String ATTRIBUTES = EditableField.ATTRIBUTES.field();

    private final Adjustments wanted;

    private Adjusting(Adjustments wanted) {
        this.wanted = wanted;
    }

    /** Checks that it says one thing, and one that can be done. */
    static Adjusting of(Adjustments wanted) {
        if (wanted.price() == null && wanted.stock() == null && wanted.title() == null && wanted.attributes() == null) {
            throw ApiProblem.at(
                    422, "API_FIELD_MISSING", "adjust", Messages.sentence("API_FIELD_MISSING.say-adjust-what-change"));
        }
        if (wanted.price() != null) {
            check(wanted.price());
        }
        Adjustments.Pieces stock = wanted.stock();
        if (stock != null) {
            exactlyOne("adjust.stock", "set, add", stock.set(), stock.add());
            inside("adjust.stock.set", stock.set(), Limits.named("stock"));
        }
        if (wanted.title() != null) {
            check(wanted.title());
        }
        if (wanted.attributes() != null) {
            check(wanted.attributes());
        }
        return new Adjusting(wanted);
    }

    private static void check(Adjustments.Price price) {
        exactlyOne("adjust.price", "set, add, percent", price.set(), price.add(), price.percent());
        inside("adjust.price.set", price.set(), Limits.named("price"));
        BigDecimal percent = price.percent();
        if (percent != null
                && (percent.compareTo(HUNDRED.negate()) <= 0
                        || percent.compareTo(MOST_PERCENT) > 0
                        || percent.stripTrailingZeros().scale() > 2)) {
            throw invalid("adjust.price.percent", "API_FIELD_INVALID.percent-above-minus-hundred");
        }
        if (price.roundTo() != null && !STEPS.contains(price.roundTo())) {
            throw oneOf("adjust.price.roundTo", "1, 10, 100");
        }
        if (price.rounding() != null && !ROUNDINGS.containsKey(price.rounding())) {
            throw oneOf("adjust.price.rounding", "nearest, up, down");
        }
    }

    private static void check(Adjustments.Title title) {
        boolean finds = given(title.find());
        if (!finds && !given(title.prefix()) && !given(title.suffix())) {
            throw invalid("adjust.title", "API_FIELD_INVALID.title-find-prefix-or-suffix");
        }
        if (title.replace() != null && !finds) {
            throw invalid("adjust.title.find", "API_FIELD_INVALID.replace-needs-find");
        }
    }

    private static void check(List<JsonNode> attributes) {
        boolean whole = !attributes.isEmpty()
                && attributes.stream()
                        .allMatch(attribute -> attribute.path("id").isTextual()
                                && !attribute.path("id").textValue().isBlank()
                                && attribute.path("values").isArray());
        if (!whole) {
            throw invalid("adjust.attributes", "API_FIELD_INVALID.attributes-id-and-values");
        }
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    private static void exactlyOne(String field, String names, @Nullable Object... values) {
        if (Stream.of(values).filter(Objects::nonNull).count() != 1) {
            throw ApiProblem.at(
                    422, "API_FIELD_INVALID", field, Messages.sentence("API_FIELD_INVALID.exactly-one", field, names));
        }
    }

    private static void inside(String field, @Nullable Integer value, Limit limit) {
        if (value != null && (value < limit.leastWhole() || value > limit.mostWhole())) {
            Sentence range = limit.words();
            throw ApiProblem.at(422, "API_FIELD_INVALID", field, Messages.sentence("API_FIELD_INVALID", field, range));
        }
    }

    private static ApiProblem oneOf(String field, String words) {
        return ApiProblem.at(422, "API_FIELD_INVALID", field, Messages.sentence("API_FIELD_INVALID", field, words));
    }

    private static ApiProblem invalid(String field, String key) {
        return ApiProblem.at(422, "API_FIELD_INVALID", field, Messages.sentence(key));
    }

    /** Whether it changes what this edit holds. */
    boolean concerns(Edit edit) {
        return edit.skuNo().isEmpty()
                ? (wanted.title() != null && edit.field().equals("title"))
                        || (wanted.attributes() != null && edit.field().equals(ATTRIBUTES))
                : (wanted.price() != null && edit.field().equals("price"))
                        || (wanted.stock() != null && edit.field().equals("stock"));
    }

    /** Whether it changes this field of the product. */
    boolean changes(String field) {
        return (wanted.title() != null && field.equals("title"))
                || (wanted.attributes() != null && field.equals(ATTRIBUTES));
    }

    /** The patch of a product, or why there is none; put over a patch that is the same for all. */
    Proposal.Answer about(Listing listing, ObjectNode common) {
        ObjectNode patch = common.deepCopy();
        try {
            if (wanted.title() != null) {
                String now = listing.effective().title();
                String title = titled(wanted.title(), now);
                // What stays as it is, is left alone, also where futureshop's value underneath has changed.
                if (!title.equals(now)) {
                    patch.put("title", title);
                }
            }
            if (wanted.attributes() != null) {
                JsonNode now = listing.effective().value("", ATTRIBUTES);
                ArrayNode attributes = attributed(now);
                if (!attributes.equals(now) && !(attributes.isEmpty() && now.isNull())) {
                    patch.set(ATTRIBUTES, attributes);
                }
            }
            ObjectNode skus = Json.MAPPER.createObjectNode();
            if (wanted.price() != null) {
                price(wanted.price(), listing, skus);
            }
            if (wanted.stock() != null) {
                stock(wanted.stock(), listing, skus);
            }
            if (!skus.isEmpty()) {
                patch.set("skus", skus);
            }
            return new Proposal.Patch(patch);
        } catch (Impossible impossible) {
            return impossible.refused;
        }
    }

    private static String titled(Adjustments.Title wanted, String now) {
        String title = now;
        if (given(wanted.find())) {
            title = title.replace(wanted.find(), Objects.requireNonNullElse(wanted.replace(), ""));
        }
        if (given(wanted.prefix()) && !title.startsWith(wanted.prefix())) {
            title = wanted.prefix() + title;
        }
        if (given(wanted.suffix()) && !title.endsWith(wanted.suffix())) {
            title = title + wanted.suffix();
        }
        int length = title.codePointCount(0, title.length());
        int most = EditableField.TITLE.limits().stream()
                .filter(limit -> limit.name().equals("title"))
                .mapToInt(Limit::mostWhole)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
        if (title.isBlank() && !now.isBlank()) {
            throw new Impossible("title", Messages.sentence("EDIT_RESULT_INVALID.title-would-be-empty"));
        }
        if (length > most && !title.equals(now)) {
            throw new Impossible("title", Messages.sentence("EDIT_RESULT_INVALID.title-too-long", length, most));
        }
        return title;
    }

    private ArrayNode attributed(JsonNode now) {
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        List<JsonNode> nameless = new ArrayList<>();
        now.forEach(each -> {
            if (each.hasNonNull("id")) {
                byId.put(each.path("id").asText(), each);
            } else {
                nameless.add(each);
            }
        });
        for (JsonNode each : Objects.requireNonNull(wanted.attributes())) {
            String id = each.path("id").asText();
            if (each.path("values").isEmpty()) {
                byId.remove(id);
            } else {
                byId.put(id, each);
            }
        }
        ArrayNode all = Json.MAPPER.createArrayNode();
        byId.values().forEach(all::add);
        nameless.forEach(all::add);
        return all;
    }

    private static void price(Adjustments.Price wanted, Listing listing, ObjectNode skus) {
        Limit limit = Limits.named("price");
        int priced = 0;
        for (ListingSku sku : listing.effective().skus()) {
            Optional<Yen> now = sku.price();
            if (wanted.set() == null && now.isEmpty()) {
                continue;
            }
            priced++;
            BigDecimal price = now.map(Yen::amount).orElse(BigDecimal.ZERO);
            BigDecimal raw = wanted.set() != null
                    ? BigDecimal.valueOf(wanted.set())
                    : wanted.add() != null
                            ? price.add(BigDecimal.valueOf(wanted.add()))
                            : price.multiply(HUNDRED.add(Objects.requireNonNull(wanted.percent())))
                                    .divide(HUNDRED);
            put(skus, sku, "price", rounded(raw, wanted), limit);
        }
        if (priced == 0) {
            throw new Impossible("price", Messages.sentence("EDIT_RESULT_INVALID.no-price-to-adjust"));
        }
    }

    private static BigDecimal rounded(BigDecimal raw, Adjustments.Price wanted) {
        RoundingMode rounding =
                Objects.requireNonNull(ROUNDINGS.get(Objects.requireNonNullElse(wanted.rounding(), "nearest")));
        BigDecimal step = BigDecimal.valueOf(Objects.requireNonNullElse(wanted.roundTo(), 1));
        return raw.divide(step, 0, rounding).multiply(step);
    }

    private static void stock(Adjustments.Pieces wanted, Listing listing, ObjectNode skus) {
        Limit limit = Limits.named("stock");
        int counted = 0;
        for (ListingSku sku : listing.effective().skus()) {
            Optional<Integer> now = sku.stock();
            if (wanted.set() == null && now.isEmpty()) {
                continue;
            }
            counted++;
            long pieces = wanted.set() != null
                    ? wanted.set()
                    : Math.max(0L, now.orElse(0).longValue() + Objects.requireNonNull(wanted.add()));
            put(skus, sku, "stock", BigDecimal.valueOf(pieces), limit);
        }
        if (counted == 0) {
            throw new Impossible("stock", Messages.sentence("EDIT_RESULT_INVALID.no-stock-to-adjust"));
        }
    }

    private static void put(ObjectNode skus, ListingSku sku, String field, BigDecimal value, Limit limit) {
        if (value.compareTo(BigDecimal.valueOf(limit.leastWhole())) < 0
                || value.compareTo(BigDecimal.valueOf(limit.mostWhole())) > 0) {
            throw new Impossible(
                    "skus." + sku.skuNo() + "." + field,
                    Messages.sentence(
                            "EDIT_RESULT_INVALID.out-of-range",
                            sku.skuNo(),
                            EditableField.named(field, true).orElseThrow().label(),
                            value.toPlainString(),
                            limit.words()));
        }
        int whole = value.intValueExact();
        if (!sku.value(field).equals(IntNode.valueOf(whole))) {
            skus.withObjectProperty(sku.skuNo()).put(field, whole);
        }
    }

    /** Leaves the making of a patch with the refusal of the product. */
    private static final class Impossible extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Proposal.Refused refused;

        Impossible(String field, Sentence sentence) {
            super(sentence.en(), null, false, false);
            refused = new Proposal.Refused(field, "EDIT_RESULT_INVALID", sentence);
        }
    }
}
