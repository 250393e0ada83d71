package jp.shopbridge.api.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jp.shopbridge.Json;
import jp.shopbridge.api.ApiServer;
import jp.shopbridge.api.ApiServer.Reply;
import jp.shopbridge.publishing.knowledge.FactStore;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Corrections by spreadsheet, over real HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SheetApiTest {

    private static final Charset WINDOWS_31J = Charset.forName("windows-31j");

    private final ApiServer api = ApiServer.shared();

    @BeforeEach
    void stageProducts() {
        api.empty();
        JdbcClient jdbc = api.bean(JdbcClient.class);
        for (String table : List.of("listing", "listing_gram", "listing_document", "listing_edit", "sku", "history")) {
            jdbc.sql("delete from " + table).update();
        }
        api.stage("p-1", "マグカップ");
        api.stage("p-2", "湯のみ☕");
        api.stage("p-3", "急須");
    }

    @Test
    void exportsALineForEveryProductAndSkuThatMatches() {
        Reply reply = api.get("/api/edits.csv?lang=ja&q=%E3%83%9E%E3%82%B0");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.type()).startsWith("text/csv");
        assertThat(reply.response().headers().firstValue("Content-Disposition").orElse(""))
                .matches("attachment; filename=\"products-\\d{8}-\\d{4}\\.csv\"");
        assertThat(reply.response().body()).startsWith(0xEF, 0xBB, 0xBF);
        List<List<String>> lines = lines(reply.text().substring(1));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("行", "商品番号", "SKU番号", "状態（参考）", "連携対象", "商品名");
        assertThat(cell(lines, 1, "行")).isEqualTo("商品");
        assertThat(cell(lines, 1, "商品名")).isEqualTo("マグカップ");
        assertThat(cell(lines, 1, "価格")).isEmpty();
        assertThat(cell(lines, 2, "行")).isEqualTo("SKU");
        assertThat(cell(lines, 2, "SKU番号")).isEqualTo("p-1-1");
        assertThat(cell(lines, 2, "価格")).isEqualTo("1200");
        assertThat(cell(lines, 2, "商品名")).isEmpty();
    }

    @Test
    void writesNothingThatASpreadsheetWouldExecuteAndReadsItsOwnFileAsUnchanged() {
        api.stage("=cmd", "=HYPERLINK(\"http://evil.example\",\"x\")");
        api.stage("0042", "-20% \"SALE\", 改行\nあり");
        api.stage("1-2", "'=quoted");
        String file = export();

        for (List<String> line : lines(file.substring(1))) {
            assertThat(line).noneMatch(cell -> cell.matches("(?s)\\s*[=+@\\-＝＋－＠].*"));
        }
        JsonNode result = foretell(file);
        assertThat(result.path("changed").asInt()).isZero();
        assertThat(result.path("findings")).isEmpty();
        assertThat(result.path("products").asInt()).isEqualTo(6);
        assertThat(result.path("lines").asInt()).isEqualTo(12);
    }

    @Test
    void foretellsAndThenMakesTheChangesOfProductsAndSkus() {
        String file = with(with(export(), "p-1", "", "商品名", "マグカップ 大"), "p-1", "p-1-1", "価格", "１，５００円");

        JsonNode foretold = foretell(file);

        assertThat(foretold.path("applied").asBoolean()).isFalse();
        assertThat(foretold.path("changed").asInt()).isEqualTo(1);
        assertThat(foretold.path("changedValues").asInt()).isEqualTo(2);
        JsonNode change = foretold.path("changes").get(0);
        assertThat(change.path("line").asInt()).isEqualTo(2);
        assertThat(change.path("before").asText()).isEqualTo("マグカップ");
        assertThat(change.path("after").asText()).isEqualTo("マグカップ 大");
        assertThat(title("p-1")).isEqualTo("マグカップ");

        JsonNode done = take(file);

        assertThat(done.path("applied").asBoolean()).isTrue();
        assertThat(done.path("changed").asInt()).isEqualTo(1);
        assertThat(title("p-1")).isEqualTo("マグカップ 大");
        assertThat(detail("p-1").at("/skus/p-1-1/values/price").asInt()).isEqualTo(1500);
        assertThat(api.get("/api/products/p-1/history").text()).contains("「商品名」をCSVで変更しました。");
        assertThat(take(file).path("changed").asInt()).isZero();
    }

    @Test
    void readsShiftJisAndUtf8WithoutItsMark() {
        String plain = with(export(), "p-3", "", "商品名", "急須（大）～ＡＢＣ").substring(1);

        assertThat(done(post("?dry-run=true", plain.getBytes(StandardCharsets.UTF_8)))
                        .path("charset")
                        .asText())
                .isEqualTo("UTF-8");
        JsonNode result = done(post("", plain.getBytes(WINDOWS_31J)));

        assertThat(result.path("charset").asText()).isEqualTo("Shift_JIS");
        assertThat(result.path("changed").asInt()).isEqualTo(1);
        assertThat(title("p-3")).isEqualTo("急須（大）～ＡＢＣ");
        assertThat(title("p-2")).isEqualTo("湯のみ☕");
        assertThat(codes(result)).contains("SHEET_CHARACTERS_LOST");
    }

    @Test
    void refusesWhatIsNeitherAndSaysHowToSave() {
        JsonNode broken = done(post("?dry-run=true", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, (byte) 0xFF}));
        JsonNode utf16 = done(post("?dry-run=true", export().getBytes(StandardCharsets.UTF_16)));

        assertThat(codes(broken)).containsExactly("SHEET_CHARSET");
        assertThat(codes(utf16)).containsExactly("SHEET_CHARSET");
        assertThat(post("", new byte[] {(byte) 0xFF, (byte) 0xFE}).code()).isEqualTo("API_SHEET_WRONG");
    }

    @Test
    void changesNothingWhenALineIsWrongUnlessThePersonSaysSo() {
        String file = with(with(export(), "p-1", "", "商品名", "新しい名前"), "p-2", "p-2-1", "価格", "高い");

        Reply refused = post("", file.getBytes(StandardCharsets.UTF_8));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("API_SHEET_WRONG");
        assertThat(title("p-1")).isEqualTo("マグカップ");
        JsonNode finding = foretell(file).path("findings").get(0);
        assertThat(finding.path("line").asInt()).isEqualTo(5);
        assertThat(finding.path("letter").asText()).isEqualTo("Q");
        assertThat(finding.path("column").asText()).isEqualTo("価格");
        assertThat(finding.path("level").asText()).isEqualTo("error");
        assertThat(finding.path("cell").asText()).isEqualTo("高い");
        assertThat(finding.path("reason").path("ja").asText()).isEqualTo("0以上の整数で入力してください。");

        JsonNode rest = done(post("?skip-errors=true", file.getBytes(StandardCharsets.UTF_8)));

        assertThat(rest.path("applied").asBoolean()).isTrue();
        assertThat(rest.path("wrongLines").asInt()).isEqualTo(1);
        assertThat(title("p-1")).isEqualTo("新しい名前");
    }

    @Test
    void namesLineAndColumnOfEveryFault() {
        String file = String.join(
                "\r\n",
                "行,商品番号,SKU番号,商品名,価格,JANコード,画像",
                "商品,p-1,,\"名前\n二行目\",,,https://x.example/1.jpg",
                "商品,p-1,,また,,,",
                "商品,nobody,,名前,,,",
                "SKU,p-2,p-2-9,,100,,",
                "商品,p-2,,,100,,",
                "SKU,p-2,p-2-1,,,4.90123E+12,",
                "SKU,p-3,,,1,,",
                "なにか,p-3,,x,,,",
                ",,,,,,",
                "商品,,,x,,,",
                "商品,p-3,,x,,,写真.jpg",
                "SKU,p-3,p-3-1,,5,,,余り");

        JsonNode result = foretell(file);

        List<String> found = new ArrayList<>();
        result.path("findings")
                .forEach(finding -> found.add(finding.path("line").asInt() + " "
                        + finding.path("column").asText("") + " "
                        + finding.path("code").asText()));
        assertThat(found)
                .containsExactly(
                        "3 商品番号 SHEET_LINE_TWICE",
                        "4 商品番号 EDIT_PRODUCT_UNKNOWN",
                        "5 SKU番号 SHEET_SKU_UNKNOWN",
                        "6 価格 SHEET_CELL_OF_OTHER_LINE",
                        "7 JANコード SHEET_CELL_MUTILATED",
                        "8 SKU番号 SHEET_LINE_UNCLEAR",
                        "9 行 SHEET_LINE_UNCLEAR",
                        "11 商品番号 SHEET_NUMBER_MISSING",
                        "12 画像 SHEET_CELL_UNREADABLE",
                        "13  SHEET_LINE_TOO_WIDE");
        assertThat(result.path("changed").asInt()).isEqualTo(1);
    }

    @Test
    void refusesHeadingsItDoesNotKnowOrMisses() {
        assertThat(codes(foretell("商品番号,商品名,色\r\np-1,x,赤"))).containsExactly("SHEET_COLUMN_UNKNOWN");
        assertThat(codes(foretell("商品番号,商品名,title\r\np-1,x,y"))).containsExactly("SHEET_COLUMN_TWICE");
        assertThat(codes(foretell("商品名\r\nx"))).containsExactly("SHEET_HEADINGS_MISSING");
        assertThat(codes(foretell("p-1,x"))).contains("SHEET_HEADINGS_MISSING");
        assertThat(codes(foretell("商品番号,状態（参考）\r\np-1,x"))).containsExactly("SHEET_HEADINGS_MISSING");
        assertThat(codes(foretell(""))).containsExactly("SHEET_EMPTY");
    }

    @Test
    void namesTheSeparatorOfAFileThatIsNotCommaSeparated() {
        String file = "商品番号;商品名\r\np-1;x";

        assertThat(codes(foretell(file))).containsExactly("SHEET_SEPARATOR");
        assertThat(foretell(file.replace(';', '\t')).at("/findings/0/reason/ja").asText())
                .contains("タブ");
        assertThat(foretell(file).at("/findings/0/reason/ja").asText()).contains("セミコロン");
    }

    @Test
    void refusesACategoryThatTikTokDoesNotHave() {
        ObjectNode tree = Json.MAPPER.createObjectNode();
        for (String id : List.of("600", "601", "602", "777")) {
            tree.putObject(id)
                    .put("p", id.equals("600") ? "0" : "600")
                    .put("n", "カテゴリ" + id)
                    .put("l", !id.equals("600"))
                    .put("u", !id.equals("602"));
        }
        String file = "商品番号,商品名,カテゴリ\r\np-1,,999999\r\np-2,,600\r\np-3,,602";

        assertThat(codes(foretell(file)))
                .containsExactly("SHEET_CATEGORY_UNREAD", "SHEET_CATEGORY_UNREAD", "SHEET_CATEGORY_UNREAD");
        api.bean(FactStore.class).save("sample", "categories", tree);
        // Read a while ago: what was read just now would be in memory for the tests after this one.
        api.bean(JdbcClient.class)
                .sql("update tiktok_shop_fact set read_at = dateadd(minute, -2, read_at)")
                .update();

        JsonNode result = foretell(file);

        assertThat(codes(result))
                .containsExactly("SHEET_CATEGORY_UNKNOWN", "SHEET_CATEGORY_INNER", "SHEET_CATEGORY_BARRED");
        JsonNode finding = result.path("findings").get(0);
        assertThat(finding.path("line").asInt()).isEqualTo(2);
        assertThat(finding.path("letter").asText()).isEqualTo("C");
        assertThat(finding.path("column").asText()).isEqualTo("カテゴリ");
        assertThat(finding.path("cell").asText()).isEqualTo("999999");
        assertThat(finding.at("/reason/ja").asText()).startsWith("TikTok Shopにないカテゴリ「999999」です。");
        assertThat(post("", file.getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(422);
        assertThat(detail("p-1").at("/values/category_id").asText()).isEqualTo("601");
        assertThat(foretell("商品番号,カテゴリ\r\np-1,777").path("findings")).isEmpty();
    }

    @Test
    void saysWhatASpreadsheetHasMadeOfNumbers() {
        String file = String.join(
                "\r\n",
                "商品番号,SKU番号,商品名,ブランド,JANコード,SKU管理番号",
                "p-1,,,7.08243E+18,,",
                "p-2,,2026/11/29,7082427311584340000,,",
                "p-3,,,\"7,082,427\",,",
                "p-1,p-1-1,,,4.90123E+12,",
                "p-2,p-2-1,,,,2026/11/29",
                "4.9E+12,,x,,,",
                "2026/12/1,,x,,,");

        JsonNode result = foretell(file);

        List<String> found = new ArrayList<>();
        result.path("findings")
                .forEach(finding -> found.add(finding.path("line").asInt() + " "
                        + finding.path("column").asText("") + " "
                        + finding.path("code").asText()));
        assertThat(found)
                .containsExactly(
                        "2 ブランド SHEET_CELL_MUTILATED",
                        "3 ブランド SHEET_CELL_MUTILATED",
                        "4 ブランド SHEET_CELL_MUTILATED",
                        "5 JANコード SHEET_CELL_MUTILATED",
                        "7 商品番号 SHEET_CELL_MUTILATED",
                        "8 商品番号 EDIT_PRODUCT_UNKNOWN",
                        "6 SKU管理番号 SHEET_CELL_MUTILATED");
        assertThat(result.at("/findings/0/reason/ja").asText()).contains("「708243」で始まる19桁");
        assertThat(result.at("/findings/2/reason/ja").asText()).contains("「7082427」");
        assertThat(result.at("/findings/5/reason/ja").asText()).contains("「12-1」");
    }

    @Test
    void saysWhereAQuotationMarkIsNotClosed() {
        JsonNode open = foretell("商品番号,商品名\r\np-1,よい\r\np-2,\"閉じない");
        JsonNode stray = foretell("商品番号,商品名\r\np-1,\"よい\"です");

        assertThat(codes(open)).containsExactly("SHEET_QUOTES");
        assertThat(open.path("findings").get(0).path("line").asInt()).isEqualTo(3);
        assertThat(codes(stray)).containsExactly("SHEET_QUOTES");
        assertThat(post("", "商品番号,商品名\r\np-1,\"x".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void refusesACellOfAMegabyteWithoutRepeatingIt() {
        String cell = "あ".repeat(1_000_000);

        Reply reply = post("?dry-run=true", ("商品番号,商品説明\r\np-1,\"" + cell + "\"").getBytes(StandardCharsets.UTF_8));

        assertThat(codes(done(reply))).containsExactly("SHEET_CELL_TOO_LONG");
        assertThat(reply.text().length()).isLessThan(2_000);
    }

    @Test
    void keepsForAnEmptyCellRevertsAndEmptiesByWord() {
        take(with(with(export(), "p-1", "", "商品名", "手で直した名前"), "p-3", "", "商品名", "これも"));

        String file = with(
                with(with(export(), "p-1", "", "商品名", "#futureshopの値"), "p-2", "", "カテゴリ", "#空"), "p-3", "", "商品名", "");
        JsonNode result = take(file);

        assertThat(result.path("changed").asInt()).isEqualTo(2);
        assertThat(title("p-1")).isEqualTo("マグカップ");
        assertThat(detail("p-1").path("edits")).isEmpty();
        assertThat(detail("p-2").path("values").has("category_id")).isFalse();
        assertThat(title("p-3")).isEqualTo("これも");
        assertThat(codes(result)).contains("SHEET_CELL_EMPTIED");
    }

    @Test
    void leavesACellAloneThatNobodyTouchedThoughItsValueChangedMeanwhile() {
        String file = with(export(), "p-1", "", "カテゴリ", "777");
        api.stage("p-1", "futureshopで変わった名前");

        JsonNode result = take(file);

        assertThat(result.path("changedValues").asInt()).isEqualTo(1);
        assertThat(title("p-1")).isEqualTo("futureshopで変わった名前");
    }

    @Test
    void refusesToOverwriteUnseenWhatSomebodyElseChangedMeanwhile() {
        String file = with(export(), "p-1", "", "商品名", "表計算の名前");
        api.send(
                "PATCH",
                "/api/products/p-1",
                "{\"title\":\"運用の名前\"}",
                "Authorization",
                ApiServer.basic("operator", ApiServer.PASSWORD));

        JsonNode result = foretell(file);

        assertThat(codes(result)).containsExactly("SHEET_OVERTAKEN");
        assertThat(result.path("findings").get(0).path("reason").path("ja").asText())
                .contains("運用の名前");
        assertThat(post("", file.getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(422);
        assertThat(title("p-1")).isEqualTo("運用の名前");
    }

    @Test
    void warnsOfWhatAChangeWouldLack() {
        JsonNode result = foretell(with(export(), "p-1", "", "商品名", "#空"));

        assertThat(result.path("lacking").asInt()).isEqualTo(1);
        JsonNode finding = result.path("findings").get(0);
        assertThat(finding.path("level").asText()).isEqualTo("warning");
        assertThat(finding.path("code").asText()).isEqualTo("LISTING_TITLE_MISSING");
        assertThat(finding.path("column").asText()).isEqualTo("商品名");
    }

    @Test
    void selectsAndDeselects() {
        String file = with(export(), "p-1", "", "連携対象", "はい");

        JsonNode foretold = foretell(file);
        assertThat(foretold.path("changed").asInt()).isEqualTo(1);
        assertThat(foretold.at("/changes/0/column").asText()).isEqualTo("selected");
        assertThat(foretold.at("/changes/0/before").asBoolean(true)).isFalse();
        assertThat(foretold.at("/changes/0/after").asBoolean()).isTrue();
        assertThat(detail("p-1").path("selected").asBoolean()).isFalse();

        take(file);
        assertThat(detail("p-1").path("selected").asBoolean()).isTrue();
        assertThat(api.get("/api/products/p-1/history").text()).contains("連携対象にしました。");

        take("product_no,selected\np-1,no\n");
        assertThat(detail("p-1").path("selected").asBoolean()).isFalse();
        assertThat(codes(foretell("product_no,selected\np-1,#revert\n"))).containsExactly("SHEET_CELL_UNREADABLE");
    }

    @Test
    void takesAFileOfOnesOwnWithTheNeededColumnsInEnglish() {
        JsonNode result = take("product_no,title,send_as_draft\np-2,Tea cup,yes\n");

        assertThat(result.path("changed").asInt()).isEqualTo(1);
        assertThat(title("p-2")).isEqualTo("Tea cup");
        assertThat(detail("p-2").path("sendAsDraft").asBoolean()).isTrue();
    }

    @Test
    void wantsCsvFromSomebodySignedInWithinTheLimit() {
        assertThat(api.sendBytes("POST", "/api/edits.csv", "x".getBytes(StandardCharsets.UTF_8), "application/json")
                        .status())
                .isEqualTo(415);
        assertThat(api.getAnonymously("/api/edits.csv").status()).isEqualTo(401);
        assertThat(post("", new byte[33 * 1024 * 1024]).status()).isEqualTo(413);
    }

    private Reply post(String query, byte[] file) {
        return api.sendBytes("POST", "/api/edits.csv" + query, file, "text/csv");
    }

    private String export() {
        return api.get("/api/edits.csv?lang=ja").text();
    }

    private JsonNode foretell(String file) {
        return done(post("?dry-run=true", file.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode take(String file) {
        return done(post("", file.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode done(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.json();
    }

    private JsonNode detail(String productNo) {
        return api.get("/api/products/" + productNo).json();
    }

    private String title(String productNo) {
        return detail(productNo).path("title").asText();
    }

    private static List<String> codes(JsonNode result) {
        List<String> codes = new ArrayList<>();
        result.path("findings")
                .forEach(finding -> codes.add(finding.path("code").asText()));
        return codes;
    }

    /** The file with another text in one cell, as a spreadsheet would write it. */
    private static String with(String file, String productNo, String skuNo, String heading, String text) {
        List<List<String>> lines = lines(file.startsWith("\uFEFF") ? file.substring(1) : file);
        int column = lines.get(0).indexOf(heading);
        StringWriter written = new StringWriter();
        written.append('\uFEFF');
        try {
            for (List<String> line : lines) {
                List<String> cells = new ArrayList<>(line);
                if (cells.get(1).equals(productNo) && cells.get(2).equals(skuNo)) {
                    cells.set(column, text);
                }
                CSVFormat.RFC4180.printRecord(written, cells.toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written.toString();
    }

    private static List<List<String>> lines(String file) {
        try (CSVParser parser = CSVParser.parse(new StringReader(file), CSVFormat.RFC4180)) {
            return parser.stream().map(line -> line.stream().toList()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cell(List<List<String>> lines, int line, String heading) {
        return lines.get(line).get(lines.get(0).indexOf(heading));
    }
}
