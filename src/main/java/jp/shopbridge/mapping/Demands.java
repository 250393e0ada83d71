package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.shopbridge.mapping.function.CannotApply;
import jp.shopbridge.mapping.function.Values;
import org.jspecify.annotations.Nullable;

/** Asks the requirements of a mapping's rules of a target that is finished already. */
final class Demands {

    private final Map<String, Rule> made;
    private final List<Reason> reasons;

    /**
     * Collects in {@code reasons}; what is about an unreadable value there already is not asked again.
     *
     * @param made which rule without a name (entry of a list, alternative) made what stands at a path
     */
    Demands(Map<String, Rule> made, List<Reason> reasons) {
        this.made = made;
        this.reasons = reasons;
    }

    /** Asks the rules of an object's fields, and everything below. */
    void askAll(List<Rule> rules, JsonNode object, String path) {
        for (Rule rule : rules) {
            ask(rule, object.path(rule.name()), path.isEmpty() ? rule.name() : path + "." + rule.name());
        }
    }

    private void ask(Rule rule, JsonNode value, String here) {
        boolean unread = reasons.stream().anyMatch(reason -> reason.field().equals(here));
        boolean absent =
                Values.absent(value) || (value.isTextual() && value.textValue().isBlank());
        for (Rule.Requirement requirement : rule.requirements()) {
            if (!unread && (!absent || (requirement.constraint().onAbsent() && rule.when() == null))) {
                try {
                    requirement
                            .check()
                            .objection(value)
                            .ifPresent(objection ->
                                    reasons.add(Evaluation.reason(rule, requirement, here, value, objection)));
                } catch (CannotApply e) {
                    reasons.add(Evaluation.reason(rule, requirement, here, value, e.sentence()));
                }
            }
        }
        below(rule.source(), value, here);
    }

    private void below(Rule.Source source, JsonNode value, String here) {
        if (source instanceof Rule.Choose) {
            Rule chosen = made.get(here);
            if (chosen != null) {
                ask(chosen, value, here);
            }
        } else if (source instanceof Rule.Entries entries && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                entry(entries, value.get(i), here + "[" + i + "]");
            }
        } else if (source instanceof Rule.Each each && value.isArray()) {
            entries(each.fields(), each.item(), each.identifiedBy(), value, here);
        } else if (source instanceof Rule.Given given && value.isArray()) {
            entries(given.rules(), null, null, value, here);
        } else if (source instanceof Rule.Given given && value.isObject()) {
            askAll(given.rules(), value, here);
        } else if (source instanceof Rule.Fields fields && value.isObject()) {
            askAll(fields.rules(), value, here);
        }
    }

    private void entries(List<Rule> fields, @Nullable Rule item, @Nullable String key, JsonNode list, String here) {
        for (int i = 0; i < list.size(); i++) {
            int before = reasons.size();
            if (item == null) {
                askAll(fields, list.get(i), here + "[" + i + "]");
            } else {
                ask(item, list.get(i), here + "[" + i + "]");
            }
            if (key != null && list.get(i).hasNonNull(key)) {
                for (int r = before; r < reasons.size(); r++) {
                    reasons.set(
                            r,
                            Evaluation.named(
                                    reasons.get(r), list.get(i).get(key).asText()));
                }
            }
        }
    }

    /** By the rule that made it; of an entry that a person added, what every rule asks of its own. */
    private void entry(Rule.Entries entries, JsonNode value, String here) {
        Rule maker = made.get(here);
        if (maker != null) {
            ask(maker, value, here);
            return;
        }
        List<Reason> shared = null;
        for (Rule rule : entries.rules()) {
            List<Reason> own = new ArrayList<>(reasons);
            new Demands(made, own).ask(rule, value, here);
            own.subList(0, reasons.size()).clear();
            if (shared == null) {
                shared = own;
            } else {
                shared.retainAll(own);
            }
        }
        if (shared != null) {
            reasons.addAll(shared);
        }
    }
}
