package jp.shopbridge.publishing.foresee;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/** A rehearsal under way: every listing is looked at once, and what keeps it from TikTok is counted by cause. */
public final class Rehearsal {

    private static final int EXAMPLES = 5;

    final String shop;
    final String requestedBy;
    final Instant startedAt;
    final long products;
    int page;
    int examined;
    int passing;
    int selected;
    int selectedPassing;
    boolean over;
    private final Map<String, Cause> causes = new LinkedHashMap<>();
    private final Set<Sentence> notes = new LinkedHashSet<>();

    Rehearsal(String shop, String requestedBy, Instant startedAt, long products) {
        this.shop = shop;
        this.requestedBy = requestedBy;
        this.startedAt = startedAt;
        this.products = products;
    }

    /** Whether there are listings left to look at. */
    public boolean isUnfinished() {
        return !over;
    }

    void note(Sentence sentence) {
        notes.add(sentence);
    }

    /** Counts one listing with everything that was found. */
    void count(String productNo, boolean chosen, List<Finding> findings) {
        examined++;
        selected += chosen ? 1 : 0;
        if (findings.isEmpty()) {
            passing++;
            selectedPassing += chosen ? 1 : 0;
            return;
        }
        Map<String, Finding> once = new LinkedHashMap<>();
        findings.forEach(finding -> once.putIfAbsent(finding.cause(), finding));
        once.forEach((key, finding) -> {
            Cause cause = causes.computeIfAbsent(key, ignored -> new Cause(finding));
            cause.products++;
            cause.alone += once.size() == 1 ? 1 : 0;
            if (cause.examples.size() < EXAMPLES) {
                cause.examples.add(productNo);
            }
        });
    }

    /** As it is kept and answered. */
    ObjectNode document(String status, Instant now) {
        ObjectNode document = Json.MAPPER
                .createObjectNode()
                .put("shop", shop)
                .put("status", status)
                .put("requestedBy", requestedBy)
                .put("startedAt", startedAt.toString())
                .put("progressedAt", now.toString())
                .put("products", products)
                .put("examined", examined)
                .put("passing", passing)
                .put("selected", selected)
                .put("selectedPassing", selectedPassing);
        ArrayNode list = document.putArray("causes");
        causes.values().stream()
                .sorted(Comparator.comparingInt((Cause cause) -> -cause.products))
                .forEach(cause -> cause.write(list.addObject()));
        ArrayNode said = document.putArray("notes");
        notes.forEach(note -> said.addObject().put("ja", note.ja()).put("en", note.en()));
        return document;
    }

    /**
     * One thing that keeps one listing from TikTok.
     *
     * @param field the field without list positions; empty when it is not about one
     * @param foundBy {@code mapping}, {@code preflight} or {@code contract}
     */
    record Finding(String code, String field, Sentence sentence, String foundBy) {

        static Finding of(String code, @Nullable String field, Sentence sentence, String foundBy) {
            return new Finding(code, field == null ? "" : field.replaceAll("\\[\\d+]", "[]"), sentence, foundBy);
        }

        String cause() {
            return code + " " + field;
        }
    }

    private static final class Cause {

        private final Finding first;
        private final List<String> examples = new ArrayList<>();
        private int products;
        private int alone;

        private Cause(Finding first) {
            this.first = first;
        }

        private void write(ObjectNode into) {
            into.put("code", first.code())
                    .put("field", first.field())
                    .put("ja", first.sentence().ja())
                    .put("en", first.sentence().en())
                    .put("foundBy", first.foundBy())
                    .put("products", products)
                    .put("onlyObstacle", alone);
            examples.forEach(into.putArray("examples")::add);
        }
    }
}
