package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.function.Values;
import org.jspecify.annotations.Nullable;

/**
 * What would change if other mappings were used: every stored product goes through both sets, people's edits on top,
 * and the results are compared; where another mapping makes something of the result, that is compared too. Reads only.
 */
public final class EffectPreview {

    private final MappingSet before;
    private final MappingSet after;
    private final Pair first;
    private final @Nullable Pair second;
    private final int examples;
    private final @Nullable LocalDate on;

    /** One mapping in both sets, and whether it is the same in both. */
    private record Pair(Mapping was, Mapping will, boolean same) {}

    /**
     * A comparison of two sets by one mapping.
     *
     * @param mapping the mapping whose effect is asked for; it has to be in both sets
     * @param examples how many changed products the report shows one by one
     */
    public EffectPreview(MappingSet before, MappingSet after, String mapping, int examples) {
        this(before, after, mapping, null, examples, null);
    }

    /**
     * A comparison of two sets by one mapping, and by the mapping that goes on from its result.
     *
     * @param mapping the mapping that reads the products; it has to be in both sets
     * @param further the mapping that reads its result, with edits; in both sets, or null when there is none
     * @param examples how many changed products the report shows one by one, for each mapping
     * @param on the day for which the other set is asked; null for the day of the products' context
     */
    public EffectPreview(
            MappingSet before,
            MappingSet after,
            String mapping,
            @Nullable String further,
            int examples,
            @Nullable LocalDate on) {
        this.before = before;
        this.after = after;
        this.on = on;
        this.first = pair(mapping);
        this.second = further == null ? null : pair(further);
        this.examples = examples;
    }

    private Pair pair(String name) {
        boolean same = before.version(name).equals(after.version(name));
        return new Pair(
                before.mapping(name),
                after.mapping(name),
                same && (on == null || !after.mapping(name).readsTheDay()));
    }

    /**
     * One stored product.
     *
     * @param key what names it for people
     * @param snapshot the source as it was stored
     * @param context the shop's settings
     * @param edits puts people's edits, and what else is kept beside the snapshot, over a mapped target
     * @param further what the second mapping may know beside the edited target; not asked when there is none
     */
    public record Item(
            String key,
            JsonNode snapshot,
            MappingContext context,
            UnaryOperator<ObjectNode> edits,
            Function<ObjectNode, MappingContext> further) {

        /** A product of which no second mapping makes anything. */
        public Item(String key, JsonNode snapshot, MappingContext context, UnaryOperator<ObjectNode> edits) {
            this(key, snapshot, context, edits, target -> context);
        }
    }

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
     * @param mapping the mapping whose targets are compared
     * @param on the day for which the effect was asked; null for the day of asking
     * @param products how many were compared
     * @param changed how many would have another target
     * @param becomeIncomplete how many are complete now and would lack something (不足項目あり)
     * @param becomeSkipped how many are not left out now and would be, by a rule
     * @param becomeComplete how many lack something now and would be complete
     * @param failing how many can be mapped now and could not any more
     * @param mendedFailures how many cannot be mapped now and could be
     * @param changedByField how many products change in a field, list positions left out
     * @param examples the first changed products in the order of their keys
     * @param further the same for what the second mapping makes of the edited targets; null when there is none
     */
    public record Report(
            String versionBefore,
            String versionAfter,
            String mapping,
            @Nullable LocalDate on,
            long products,
            long changed,
            long becomeIncomplete,
            long becomeSkipped,
            long becomeComplete,
            long failing,
            long mendedFailures,
            Map<String, Long> changedByField,
            List<Change> examples,
            @Nullable Report further) {}

    /** Compares every product; the stream is read once, on all cores. */
    public Report over(Stream<Item> items) {
        return report(tallies(items.map(item -> () -> item)));
    }

    /**
     * Compares every product, a page at a time: a page is read by the caller's thread and compared on all cores, so that a
     * catalogue of any size needs the memory of one page.
     *
     * @param pages the products, each made (its JSON parsed) where it is compared
     */
    public Report overPages(Iterable<List<Supplier<Item>>> pages) {
        Tallies all = new Tallies();
        for (List<Supplier<Item>> page : pages) {
            all.join(tallies(page.stream()), examples);
        }
        return report(all);
    }

    private Report report(Tallies all) {
        Pair next = second;
        Report further = next == null
                ? null
                : all.second.report(
                        before.version(), after.version(), next.was().name(), on, null);
        return all.first.report(before.version(), after.version(), first.was().name(), on, further);
    }

    private Tallies tallies(Stream<Supplier<Item>> items) {
        return items.parallel()
                .map(Supplier::get)
                .collect(
                        Tallies::new,
                        (tallies, item) -> compare(item, tallies),
                        (left, right) -> left.join(right, examples));
    }

    private record Side(@Nullable ObjectNode target, List<Reason> reasons, @Nullable Sentence failure) {
        boolean skipped() {
            return reasons.stream().anyMatch(reason -> reason.code().equals(Reason.SKIPPED));
        }
    }

    private record Compared(String key, Side before, Side after, List<FieldChange> fields) {

        static Compared of(String key, Side left, Side right) {
            List<FieldChange> fields = new ArrayList<>();
            ObjectNode old = left.target();
            ObjectNode now = right.target();
            if (!left.equals(right) && old != null && now != null) {
                differences("", old, now, fields);
            }
            return new Compared(key, left, right, fields);
        }
    }

    private void compare(Item item, Tallies tallies) {
        Side left = edited(item, first.was(), item.context());
        Side right = first.same()
                ? left
                : edited(
                        item,
                        first.will(),
                        on == null ? item.context() : item.context().on(on));
        Compared compared = Compared.of(item.key(), left, right);
        tallies.first.add(compared, examples);
        Pair next = second;
        if (next != null) {
            boolean sameSource = left.equals(right)
                    || (left.failure() == null
                            && right.failure() == null
                            && compared.fields().isEmpty());
            Side made = further(item, left, next.was());
            Side wouldMake = next.same() && sameSource ? made : further(item, right, next.will());
            tallies.second.add(Compared.of(item.key(), made, wouldMake), examples);
        }
    }

    private static Side edited(Item item, Mapping mapping, MappingContext context) {
        try {
            Mapping.Made made = mapping.make(item.snapshot(), context);
            ObjectNode effective = item.edits().apply(made.outcome().target());
            return new Side(effective, made.check(effective), null);
        } catch (MappingFailure e) {
            return new Side(null, List.of(), e.sentence());
        }
    }

    /** What the second mapping makes of a side; nothing where the first has failed. */
    private static Side further(Item item, Side side, Mapping mapping) {
        ObjectNode source = side.target();
        if (source == null) {
            return side;
        }
        try {
            MappingOutcome outcome = mapping.apply(source, item.further().apply(source));
            return new Side(outcome.target(), outcome.reasons(), null);
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

    /** The counts of both mappings. */
    private static final class Tallies {
        private final Tally first = new Tally();
        private final Tally second = new Tally();

        private void join(Tallies other, int most) {
            first.join(other.first, most);
            second.join(other.second, most);
        }
    }

    private static final class Tally {
        private long products;
        private long changed;
        private long becomeIncomplete;
        private long becomeSkipped;
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
                if (right.skipped()) {
                    becomeSkipped += left.skipped() ? 0 : 1;
                } else if (left.reasons().isEmpty() && !right.reasons().isEmpty()) {
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
            becomeSkipped += other.becomeSkipped;
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

        private Report report(
                String before, String after, String mapping, @Nullable LocalDate on, @Nullable Report further) {
            return new Report(
                    before,
                    after,
                    mapping,
                    on,
                    products,
                    changed,
                    becomeIncomplete,
                    becomeSkipped,
                    becomeComplete,
                    failing,
                    mended,
                    Collections.unmodifiableMap(byField),
                    List.copyOf(examples.values()),
                    further);
        }
    }

    /** A value as a person reads it; empty when there is none. */
    static String shown(JsonNode value) {
        return value instanceof MissingNode ? "" : value.isTextual() ? value.textValue() : value.toString();
    }
}
