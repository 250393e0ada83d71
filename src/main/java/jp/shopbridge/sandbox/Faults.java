package jp.shopbridge.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** The misbehaviour a world has been asked for. Rules are tried in the order they were added; the first that fires decides. */
public final class Faults {

    private final Set<String> kinds;
    private final List<Active> rules = new ArrayList<>();
    private long nextId = 1;
    private Runnable whenEnded = () -> {};

    /** Faults of a world that knows these kinds besides the common ones. */
    public Faults(Set<String> worldKinds) {
        kinds = new TreeSet<>(FaultRule.COMMON_KINDS);
        kinds.addAll(worldKinds);
    }

    /**
     * Puts a rule in force.
     *
     * @return its id
     * @throws IllegalArgumentException when the world does not know the kind
     */
    public synchronized long add(FaultRule rule) {
        if (!kinds.contains(rule.kind())) {
            throw new IllegalArgumentException("unknown kind \"" + rule.kind() + "\"; this world knows " + kinds);
        }
        rules.add(new Active(nextId, rule, new Random(rule.seed())));
        return nextId++;
    }

    /** Ends every rule and drops what hangs. */
    public void clear() {
        synchronized (this) {
            rules.clear();
        }
        whenEnded.run();
    }

    /** Ends one rule and drops what hangs; false when there is none of this id. */
    public boolean remove(long id) {
        boolean removed;
        synchronized (this) {
            removed = rules.removeIf(active -> active.id == id);
        }
        if (removed) {
            whenEnded.run();
        }
        return removed;
    }

    /** The rules in force. */
    public synchronized List<FaultRule> rules() {
        return rules.stream().map(active -> active.rule).toList();
    }

    /** Whether a world's own kind strikes this request; a strike counts against the rule's {@code times}. */
    public Optional<FaultRule> strike(String kind, SandboxRequest request) {
        return strike(Set.of(kind), request.method(), request.path());
    }

    /** Whether a world's own kind strikes outside any request, such as in an audit; rules' method and path are ignored. */
    public synchronized Optional<FaultRule> strike(String kind) {
        return rules.stream()
                .filter(active -> active.rule.kind().equals(kind))
                .filter(Active::fires)
                .map(active -> active.rule)
                .findFirst();
    }

    Optional<FaultRule> strikeCommon(SandboxRequest request) {
        return strike(FaultRule.COMMON_KINDS, request.method(), request.path());
    }

    private synchronized Optional<FaultRule> strike(Set<String> wanted, String method, String path) {
        return rules.stream()
                .filter(active -> wanted.contains(active.rule.kind()) && active.rule.matches(method, path))
                .filter(Active::fires)
                .map(active -> active.rule)
                .findFirst();
    }

    void whenEnded(Runnable action) {
        whenEnded = action;
    }

    synchronized ArrayNode toJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Active active : rules) {
            ObjectNode rule = active.rule.toJson();
            rule.put("id", active.id).put("fired", active.fired);
            array.add(rule);
        }
        return array;
    }

    private static final class Active {

        private final long id;
        private final FaultRule rule;
        private final Random chance;
        private int seen;
        private int fired;

        Active(long id, FaultRule rule, Random chance) {
            this.id = id;
            this.rule = rule;
            this.chance = chance;
        }

        boolean fires() {
            if (rule.times() >= 0 && fired >= rule.times()) {
                return false;
            }
            if (seen++ < rule.skip()) {
                return false;
            }
            if (rule.probability() < 1 && chance.nextDouble() >= rule.probability()) {
                return false;
            }
            fired++;
            return true;
        }
    }
}
