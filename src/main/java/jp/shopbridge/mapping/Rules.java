package jp.shopbridge.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks every rule and step of a mapping, for preparation and for the linter. */
final class Rules {

    private final Mapping mapping;

    Rules(Mapping mapping) {
        this.mapping = mapping;
    }

    /** Every function call, wherever it stands. */
    List<Rule.Call> calls() {
        List<Rule.Call> calls = new ArrayList<>();
        forEach(rule -> steps(rule.steps(), step -> {
            if (step instanceof Rule.Call call) {
                calls.add(call);
            }
        }));
        return calls;
    }

    /** Every expression, wherever it stands. */
    List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        mapping.skips().forEach(skip -> queries.add(skip.when()));
        forEach(rule -> {
            add(rule.when(), queries);
            Rule.Source source = rule.source();
            if (source instanceof Rule.Take take) {
                queries.addAll(take.queries());
            } else if (source instanceof Rule.Constant constant) {
                argument(constant.value(), queries);
            } else if (source instanceof Rule.Each each) {
                queries.add(each.list());
                add(each.where(), queries);
            }
            steps(rule.steps(), step -> {
                add(step.when(), queries);
                if (step instanceof Rule.Call call) {
                    call.arguments().values().forEach(argument -> argument(argument, queries));
                }
            });
        });
        return queries;
    }

    private static void add(@Nullable Query query, List<Query> queries) {
        if (query != null) {
            queries.add(query);
        }
    }

    private static void argument(Rule.Argument argument, List<Query> queries) {
        if (argument instanceof Rule.Computed computed) {
            queries.add(computed.query());
        } else if (argument instanceof Rule.Several several) {
            several.items().forEach(item -> argument(item, queries));
        }
    }

    /** Every rule, outer ones first. */
    void forEach(Consumer<Rule> action) {
        mapping.values().forEach(rule -> walk(rule, action));
        mapping.fields().forEach(rule -> walk(rule, action));
    }

    private static void walk(@Nullable Rule rule, Consumer<Rule> action) {
        if (rule == null) {
            return;
        }
        action.accept(rule);
        for (Rule child : children(rule)) {
            walk(child, action);
        }
    }

    /** The rules one level below. */
    static List<Rule> children(Rule rule) {
        Rule.Source source = rule.source();
        if (source instanceof Rule.Fields fields) {
            return fields.rules();
        }
        if (source instanceof Rule.Templated template) {
            return List.copyOf(template.fields().values());
        }
        if (source instanceof Rule.Given given) {
            return given.rules();
        }
        if (source instanceof Rule.Entries entries) {
            return entries.rules();
        }
        if (source instanceof Rule.Choose choose) {
            return choose.rules();
        }
        if (source instanceof Rule.Each each) {
            List<Rule> below = new ArrayList<>(each.values());
            below.addAll(each.fields());
            Rule item = each.item();
            if (item != null) {
                below.add(item);
            }
            return below;
        }
        return List.of();
    }

    /** Every step, those inside {@code for-each} too. */
    static void steps(List<Rule.Step> steps, Consumer<Rule.Step> action) {
        for (Rule.Step step : steps) {
            action.accept(step);
            if (step instanceof Rule.ForEach forEach) {
                steps(forEach.steps(), action);
            }
        }
    }
}
