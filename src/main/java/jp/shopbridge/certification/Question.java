package jp.shopbridge.certification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;

/**
 * What TikTok's contract leaves open (docs/facts/tiktok.md 7), and how a walk reads the answer from what it was answered.
 *
 * @param id its name in the report; the question itself stands in the message files
 * @param steps what tells it, the telling one first
 */
record Question(String id, List<String> steps, Function<WalkState, String> reading) {

    private static final String NOTHING = "";

    static final List<Question> ALL = List.of(
            new Question("weight-unit", List.of("get-first-review", "get-draft"), state -> {
                String first = at(state, "get-first-review", "/data/package_weight/unit");
                return first.isEmpty() ? at(state, "get-draft", "/data/package_weight/unit") : first;
            }),
            new Question("review-flag-pending", List.of("get-first-review-flag", "get-first-review"), state -> {
                // Only while it was under review does the flag's answer say anything about that.
                return at(state, "get-first-review", "/data/status").equals("PENDING")
                        ? shown(state, "get-first-review-flag")
                        : NOTHING;
            }),
            new Question("review-flag-failed", List.of("get-failed-flag"), state -> shown(state, "get-failed-flag")),
            new Question(
                    "no-draft-flag", List.of("get-no-draft-version"), state -> shown(state, "get-no-draft-version")),
            new Question(
                    "partial-edit-without-price",
                    List.of("get-after-partial", "partial-edit"),
                    state -> kept(state, "partial-edit", "get-after-partial", "/data/skus", "price")),
            new Question(
                    "identifier-code-left-out",
                    List.of("get-after-edit", "edit"),
                    state -> kept(state, "edit", "get-after-edit", "/data/skus", "identifier_code")),
            new Question("stock-zero", List.of("inventory-zero"), state -> taken(state, "inventory-zero")),
            new Question("activate-platform-deactivated", List.of("activate-platform"), state -> NOTHING),
            new Question(
                    "restricted-warehouse", List.of("create-restricted"), state -> taken(state, "create-restricted")),
            new Question("package-predict", List.of("package-predict"), state -> taken(state, "package-predict")),
            new Question(
                    "properties-recommend",
                    List.of("properties-recommend"),
                    state -> taken(state, "properties-recommend")),
            new Question("seller-templates", List.of("seller-templates"), state -> taken(state, "seller-templates")),
            new Question("category-version-v1", List.of("categories-v1"), state -> taken(state, "categories-v1")));

    Sentence asked() {
        return Messages.sentence("certification.question." + id);
    }

    /** The answer in a few words; empty when the walk could not ask it. */
    String answer(WalkState state) {
        return reading.apply(state);
    }

    /** Why it could not be asked. */
    Sentence unasked(WalkState state) {
        for (String step : steps) {
            JsonNode entry = state.step(step);
            if (entry.path("status").asText().equals("left-out")) {
                return Sentence.of(entry.path("ja").asText(), entry.path("en").asText());
            }
        }
        return Messages.sentence("certification.not-told");
    }

    private static String at(WalkState state, String step, String pointer) {
        return state.answer(step).at(pointer).asText();
    }

    /** Code 0 with the refusal of the only entry is a refusal. */
    private static int code(WalkState state, String step) {
        JsonNode answer = state.answer(step);
        int inside = answer.at("/data/errors/0/code").asInt();
        return inside != 0 ? inside : answer.path("code").asInt(-1);
    }

    private static String taken(WalkState state, String step) {
        if (state.answer(step).isMissingNode()) {
            return NOTHING;
        }
        int code = code(state, step);
        return code == 0 ? "answered (code 0)" : "refused (code " + code + ")";
    }

    private static String shown(WalkState state, String step) {
        if (state.answer(step).isMissingNode()) {
            return NOTHING;
        }
        int code = code(state, step);
        return code == 0 ? "shows a version, status " + at(state, step, "/data/status") : "refused (code " + code + ")";
    }

    /** Whether a field of the first SKU is still there after an edit that did not name it. */
    private static String kept(WalkState state, String edit, String read, String skus, String field) {
        if (state.answer(edit).isMissingNode()) {
            return NOTHING;
        }
        if (code(state, edit) != 0) {
            return "the edit is refused (code " + code(state, edit) + ")";
        }
        if (state.answer(read).isMissingNode() || code(state, read) != 0) {
            return NOTHING;
        }
        for (JsonNode sku : state.answer(read).at(skus)) {
            if (sku.path("seller_sku").asText().endsWith("-1")) {
                return sku.path(field).isEmpty() ? "blanked" : "stays";
            }
        }
        return NOTHING;
    }
}
