package jp.shopbridge.certification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.tiktok.contract.TiktokContract;

/** What a walk came to, as data and as a page. */
final class Report {

    private static final List<String> KEPT = List.of("product", "draft", "restricted-product");

    private final ObjectNode document;

    private Report(ObjectNode document) {
        this.document = document;
    }

    /** Of a walk at the shop and the same at the pretend one, which is empty in memory where there is none. */
    static Report of(WalkState shop, WalkState pretended, boolean finished, Instant now) {
        ObjectNode document = Json.MAPPER
                .createObjectNode()
                .put("shop", shop.shop())
                .put("base", shop.base())
                .put("mark", shop.mark())
                .put("startedAt", shop.startedAt())
                .put("writtenAt", now.toString())
                .put("finished", finished)
                .put("contract", TiktokContract.tree().at("/about/contract_of").asText());
        ArrayNode questions = document.putArray("questions");
        for (Question question : Question.ALL) {
            String answer = question.answer(shop);
            String there = question.answer(pretended);
            ObjectNode row = questions
                    .addObject()
                    .put("id", question.id())
                    .put("ja", question.asked().ja())
                    .put("en", question.asked().en())
                    .put("answer", answer)
                    .put("sandbox", there);
            if (answer.isEmpty()) {
                Sentence why = question.unasked(shop);
                row.putObject("notAsked").put("ja", why.ja()).put("en", why.en());
            } else {
                row.put("asSandbox", answer.equals(there));
            }
        }
        document.set("differences", Comparison.of(shop, pretended));
        ArrayNode breaches = document.putArray("breaches");
        ArrayNode steps = document.putArray("steps");
        shop.document().path("steps").properties().forEach(each -> {
            JsonNode entry = each.getValue();
            for (JsonNode breach : entry.path("breaches")) {
                ObjectNode row = breaches.addObject()
                        .put("step", each.getKey())
                        .put("operation", entry.path("operation").asText());
                row.setAll((ObjectNode) breach);
            }
            ObjectNode row = steps.addObject().put("step", each.getKey());
            for (String name :
                    List.of("operation", "status", "at", "call", "http", "code", "message", "requestId", "ja", "en")) {
                if (entry.has(name)) {
                    row.set(name, entry.path(name));
                }
            }
            if (entry.has("answer")) {
                row.set("answer", entry.path("answer"));
            }
        });
        ObjectNode products = document.putObject("products");
        KEPT.stream().filter(shop::knows).forEach(name -> products.put(name, shop.known(name)));
        document.put("left", left(shop));
        return new Report(document);
    }

    /** What became of the products at the end: {@code deleted}, {@code off sale} or {@code unknown}. */
    private static String left(WalkState shop) {
        if (isDone(shop, "delete-own")) {
            return "deleted";
        }
        return isDone(shop, "deactivate-own") || shop.status("deactivate-own").equals("left-out")
                ? "off sale"
                : "unknown";
    }

    private static boolean isDone(WalkState shop, String step) {
        JsonNode answer = shop.answer(step);
        return answer.path("code").asInt(-1) == 0 && answer.at("/data/errors").isEmpty();
    }

    /** Whether something has to be looked at: an answer against the contract, or otherwise than the pretend shop's. */
    boolean hasFindings() {
        return !document.path("differences").isEmpty()
                || !document.path("breaches").isEmpty();
    }

    int count(String list) {
        return document.path(list).size();
    }

    String json() {
        return document.toPrettyString() + "\n";
    }

    String markdown() {
        StringBuilder page = new StringBuilder();
        page.append("# TikTok Shop: certification / 接続確認の結果\n\n");
        line(
                page,
                "Shop / ショップ",
                document.path("shop").asText() + ", " + document.path("base").asText());
        line(
                page,
                "Begun, written / 開始・作成",
                document.path("startedAt").asText() + ", "
                        + document.path("writtenAt").asText());
        line(page, "Finished / 完了", document.path("finished").asText());
        line(page, "Mark of our products / 商品の目印", document.path("mark").asText());
        line(page, "Our products at the end / 商品の最後の状態", document.path("left").asText());
        page.append("\n## Open questions / 未確認だったこと\n\n")
                .append("| question / 質問 | answer / 回答 | sandbox |\n| --- | --- | --- |\n");
        for (JsonNode row : document.path("questions")) {
            String answer = row.path("answer").asText();
            row(
                    page,
                    row.path("en").asText() + "<br>" + row.path("ja").asText(),
                    answer.isEmpty()
                            ? "not asked: " + row.at("/notAsked/en").asText() + "<br>"
                                    + row.at("/notAsked/ja").asText()
                            : answer,
                    row.path("sandbox").asText()
                            + (answer.isEmpty() || row.path("asSandbox").asBoolean() ? "" : " **(differs / 相違)**"));
        }
        page.append("\n## Against the contract / 仕様と異なる回答\n\n");
        table(page, document.path("breaches"), List.of("step", "operation", "path", "rule", "text", "value"));
        page.append("\n## Otherwise than the sandbox / サンドボックスと異なる回答\n\n");
        table(page, document.path("differences"), List.of("step", "operation", "kind", "path", "shop", "sandbox"));
        page.append("\n## Calls / 呼び出し\n\n");
        table(
                page,
                document.path("steps"),
                List.of("step", "call", "http", "code", "message", "requestId", "en", "ja"));
        return page.toString();
    }

    private static void line(StringBuilder page, String name, String value) {
        page.append("- ").append(name).append(": ").append(value).append('\n');
    }

    private static void table(StringBuilder page, JsonNode rows, List<String> columns) {
        if (rows.isEmpty()) {
            Sentence none = Messages.sentence("certification.none");
            page.append(none.en()).append(" / ").append(none.ja()).append('\n');
            return;
        }
        row(page, columns.toArray(String[]::new));
        row(page, columns.stream().map(each -> "---").toArray(String[]::new));
        rows.forEach(each -> row(
                page, columns.stream().map(column -> each.path(column).asText()).toArray(String[]::new)));
    }

    private static void row(StringBuilder page, String... cells) {
        page.append('|');
        for (String cell : cells) {
            page.append(' ')
                    .append(cell.replace("|", "\\|").replaceAll("\\s+", " "))
                    .append(" |");
        }
        page.append('\n');
    }
}
