package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.function.Values;
import org.jspecify.annotations.Nullable;

/**
 * What would change if other mappings were used: every stored product goes through both sets, people's edits on top,
 * and the results are compared. Reads only.
 */
public final class EffectPreview {

    private final MappingSet before;
    private final MappingSet after;
    private final String mapping;
    private final int examples;

    /**
     * A comparison of two sets.
     *
     * @param mapping the mapping whose effect is asked for; it has to be in both sets
     * @param examples how many changed products the report shows one by one
     */
    public EffectPreview(MappingSet before, MappingSet after, String mapping, int examples) {
        this.before = before;
        this.after = after;
        this.mapping = mapping;
        this.examples = examples;
    }

    /**
     * One stored product.
     *
     * @param key what names it for people
     * @param snapshot the source as it was stored
     * @param context the shop's settings
     * @param edits puts people's edits over a mapped target
     */
    public record Item(String key, JsonNode snapshot, MappingContext context, UnaryOperator<ObjectNode> edits) {}

    /** A value before and after; missing where there is none. */
    public record FieldChange(String field, JsonNode before, JsonNode after) {}

    /**
     * One product that would change.
     *
     * @param fields the changed values by path
     * @param lacksBefore the reasons why it is incomplete now
     * @param lacksAfter the reasons why it would be incomplete
     * @param failsAfter why it could not be mapped any more; null when it could
     */
    public record Change(
            String key,
            List<FieldChange> fields,
            List<Reason> lacksBefore,
            List<Reason> lacksAfter,
            @Nullable Sentence failsAfter) {}

    /**
     * The effect over all products.
     *
     * @param products how many were compared
     * @param changed how many would have another target
     * @param becomeIncomplete how many are complete now and would lack something (不足項目あり)
     * @param becomeComplete how many lack something now and would be complete
     * @param failing how many can be mapped now and could not any more
     * @param mendedFailures how many cannot be mapped now and could be
     * @param changedByField how many products change in a field, list positions left out
     * @param examples the first changed products in the order of their keys
     */
    public record Report(
            String versionBefore,
            String versionAfter,
            long products,
            long changed,
            long becomeIncomplete,
            long becomeComplete,
            long failing,
            long mendedFailures,
            Map<String, Long> changedByField,
            List<Change> examples) {}

    /** Compares every product; the stream is read once, on all cores. */
    public Report over(Stream<Item> items) {
        return tally(items.map(item -> () -> item)).report(before.version(), after.version());
    }

    /**
     * Compares every product, a page at a time: a page is read by the caller's thread and compared on all cores, so that a
     * catalogue of any size needs the memory of one page.
     *
     * @param pages the products, each made (its JSON parsed) where it is compared
     */
    public Report overPages(Iterable<List<Supplier<Item>>> pages) {
        Tally all = new Tally();
        for (List<Supplier<Item>> page : pages) {
            all.join(tally(page.stream()), examples);
        }
        return all.report(before.version(), after.version());
    }

    private Tally tally(Stream<Supplier<Item>> items) {
        Mapping was = before.mapping(mapping);
        Mapping will = after.mapping(mapping);
        return items.parallel()
                .map(item -> compare(item.get(), was, will))
                .collect(
                        Tally::new,
                        (tally, compared) -> tally.add(compared, examples),
                        (left, right) -> left.join(right, examples));
    }

    private record Side(@Nullable ObjectNode target, List<Reason> reasons, @Nullable Sentence failure) {}

    private record Compared(String key, Side before, Side after, List<FieldChange> fields) {}

    private static Compared compare(Item item, Mapping was, Mapping will) {
        Side left = side(item, was);
        Side right = side(item, will);
        List<FieldChange> fields = new ArrayList<>();
        ObjectNode old = left.target();
        ObjectNode now = right.target();
        if (old != null && now != null) {
            differences("", old, now, fields);
        }
        return new Compared(item.key(), left, right, fields);
    }

    private static Side side(Item item, Mapping mapping) {
        try {
            MappingOutcome outcome = mapping.apply(item.snapshot(), item.context());
            ObjectNode effective = item.edits().apply(outcome.target());
            return new Side(effective, mapping.check(effective, outcome.reasons()), null);
        } catch (MappingFailure e) {
            return new Side(null, List.of(), e.sentence());
        }
    }

    static void differences(String path, JsonNode before, JsonNode after, List<FieldChange> changes) {
        if (Values.same(before, after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            Set<String> keys = new TreeSet<>();
            before.fieldNames().forEachRemaining(keys::add);
            after.fieldNames().forEachRemaining(keys::add);
            for (String key : keys) {
                differences(path.isEmpty() ? key : path + "." + key, before.path(key), after.path(key), changes);
            }
            return;
        }
        if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                differences(path + "[" + i + "]", before.get(i), after.get(i), changes);
            }
            return;
        }
        changes.add(new FieldChange(path, before, after));
    }

    private static final class Tally {
        private long products;
        private long changed;
        private long becomeIncomplete;
        private long becomeComplete;
        private long failing;
        private long mended;
        private final Map<String, Long> byField = new TreeMap<>();
        private final TreeMap<String, Change> examples = new TreeMap<>();

        private void add(Compared compared, int most) {
            products++;
            Side left = compared.before();
            Side right = compared.after();
            boolean differs = !compared.fields().isEmpty();
            if (left.failure() == null && right.failure() != null) {
                failing++;
                differs = true;
            } else if (left.failure() != null && right.failure() == null) {
                mended++;
                differs = true;
            } else if (left.failure() == null) {
                if (left.reasons().isEmpty() && !right.reasons().isEmpty()) {
                    becomeIncomplete++;
                } else if (!left.reasons().isEmpty() && right.reasons().isEmpty()) {
                    becomeComplete++;
                }
            }
            differs |= !left.reasons().equals(right.reasons());
            if (!differs) {
                return;
            }
            changed++;
            compared.fields().stream()
                    .map(change -> change.field().replaceAll("\\[\\d+]", "[]"))
                    .distinct()
                    .forEach(field -> byField.merge(field, 1L, Long::sum));
            examples.put(
                    compared.key(),
                    new Change(compared.key(), compared.fields(), left.reasons(), right.reasons(), right.failure()));
            trim(most);
        }

        private void join(Tally other, int most) {
            products += other.products;
            changed += other.changed;
            becomeIncomplete += other.becomeIncomplete;
            becomeComplete += other.becomeComplete;
            failing += other.failing;
            mended += other.mended;
            other.byField.forEach((field, count) -> byField.merge(field, count, Long::sum));
            examples.putAll(other.examples);
            trim(most);
        }

        private void trim(int most) {
            while (examples.size() > most) {
                examples.pollLastEntry();
            }
        }

        private Report report(String before, String after) {
            return new Report(
                    before,
                    after,
                    products,
                    changed,
                    becomeIncomplete,
                    becomeComplete,
                    failing,
                    mended,
                    Collections.unmodifiableMap(byField),
                    List.copyOf(examples.values()));
        }
    }

    /** A value as a person reads it; empty when there is none. */
    static String shown(JsonNode value) {
        return value instanceof MissingNode ? "" : value.isTextual() ? value.textValue() : value.toString();
    }
}
