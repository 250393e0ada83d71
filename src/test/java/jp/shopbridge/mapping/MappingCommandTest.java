package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingCommandTest {

    private static final String SOUND = "src/test/resources/mapping/sound";
    private static final String MUG = SOUND + "/samples/mug.json";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder = Path.of("");

    @Test
    void lintOfSoundFilesFindsNothing() {
        assertThat(run("lint", "--mappings", SOUND, "--strict")).isZero();
        assertThat(out.toString()).contains("No mistakes found.");
    }

    @Test
    void lintSaysFileLineAndRemedyAndFails() throws IOException {
        copySound();
        replace("product-to-card.mapping.yaml", "squeeze-space", "squeeze-spaces");

        assertThat(run("lint", "--mappings", folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("product-to-card.mapping.yaml:15:7: error [unknown-function]", "関数「squeeze-spaces」はありません");
    }

    @Test
    void strictLintFailsOnWarnings() throws IOException {
        copySound();
        Files.writeString(folder.resolve("lookups/colours.csv"), "colour\nred\n");

        assertThat(run("lint", "--mappings", folder.toString())).isZero();
        assertThat(out.toString()).contains("No errors; 1 warning.").doesNotContain("No mistakes found");
        assertThat(run("lint", "--strict", "--mappings", folder.toString())).isEqualTo(1);
    }

    @Test
    void testNamesTheCaseAndTheDifference() throws IOException {
        copySound();
        replace("product-to-card.tests.yaml", "price: 110", "price: 111");

        assertThat(run("test", "--json", "--mappings", folder.toString())).isEqualTo(1);
        JsonNode answer = CaseReader.JSON.readTree(out.toString());
        assertThat(answer.path("ok").booleanValue()).isFalse();
        assertThat(answer.at("/findings/0/sentence/en").textValue())
                .isEqualTo("the case 'a product becomes a card' does not hold: price: expected 111, but was 110");
    }

    @Test
    void testCountsTheCasesThatHold() {
        assertThat(run("test", "--mappings", SOUND)).isZero();
        assertThat(out.toString()).contains("2 cases hold.");
    }

    @Test
    void explainShowsSourceStepsRuleAndLineOfOneField() {
        assertThat(run("explain", MUG, "--field", "price", "--mappings", SOUND, "--parameter", "rounding=up"))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "price = 110",
                        "take .price  (product-to-card.mapping.yaml:27:5)",
                        "from .price: 100 (taken)",
                        "tax-included included=false rate=10 rounding=up: 100 -> 110")
                .doesNotContain("title");
    }

    @Test
    void explainWorksWhileACaseDoesNotHold() throws IOException {
        copySound();
        replace("product-to-card.tests.yaml", "price: 110", "price: 111");

        assertThat(run("explain", MUG, "--field", "price", "--mappings", folder.toString()))
                .isZero();
        assertThat(out.toString()).contains("price = 110", "1 cases do not hold");
    }

    @Test
    void explainFindsAFieldOfEveryEntryByItsName() {
        for (String named : new String[] {"tag", "tags[].tag", "tags.tag"}) {
            assertThat(run("explain", MUG, "--field", named, "--mappings", SOUND))
                    .as(named)
                    .isZero();
            assertThat(out.toString()).contains("tags[0].tag = 新作").doesNotContain("price =");
        }
        assertThat(run("explain", MUG, "--field", "ag", "--mappings", SOUND)).isEqualTo(2);
    }

    @Test
    void aCaseOfAChangedSampleAndOfSingleFields() throws IOException {
        copySound();
        String cases = Files.readString(folder.resolve("product-to-card.tests.yaml"));
        Files.writeString(
                folder.resolve("product-to-card.tests.yaml"),
                cases
                        + """
                          - name: a dearer mug with two tags
                            given: { from: samples/mug.json, but: { price: 200, "tags[1]": { name: 限定 } } }
                            expect-fields: { price: 220, "tags[].tag": [新作, 限定], "tags[1].tag": 限定, shelf: front }
                          - name: a mug without a kind
                            given: { from: samples/mug.json, without: [kind, "tags[0]"] }
                            expect-fields: { kind: null, title: マグ }
                            lacks: [{ at: kind, code: FIELD_MISSING }]
                        """);

        assertThat(run("test", "--mappings", folder.toString()))
                .as(out.toString())
                .isZero();

        replace("product-to-card.tests.yaml", "price: 220", "price: 221");
        replace("product-to-card.tests.yaml", "without: [kind,", "without: [kindd,");
        replace("product-to-card.tests.yaml", "\"tags[1]\": {", "\"tags[7]\": {");
        assertThat(run("test", "--mappings", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("the sample has no place for 'tags[7]'", "the sample has no such field");
        replace("product-to-card.tests.yaml", "kindd", "kind");
        replace("product-to-card.tests.yaml", "tags[7]", "tags[1]");
        assertThat(run("test", "--mappings", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("price: expected 221, but was 220");
    }

    @Test
    void explainInJsonCarriesVersionAndReasons() throws IOException {
        Path bare = Files.writeString(folder.resolve("bare.json"), "{\"code\":\"X\"}");

        assertThat(run("explain", bare.toString(), "--json", "--mapping", "product-to-card", "--mappings", SOUND))
                .isZero();
        JsonNode answer = CaseReader.JSON.readTree(out.toString());
        assertThat(answer.path("version").textValue()).hasSize(64);
        assertThat(answer.path("reasons")).hasSize(3);
    }

    @Test
    void namesTheFileAndItsCharacterSetWhenItIsNotUtf8() throws IOException {
        Path shiftJis = Files.write(
                folder.resolve("saved.json"),
                "{\"code\":\"X\",\"name\":\"湯のみ\"}".getBytes(Charset.forName("windows-31j")));
        Path utf16 =
                Files.write(folder.resolve("saved16.json"), "{\"code\":\"X\"}".getBytes(StandardCharsets.UTF_16LE));

        assertThat(run("explain", shiftJis.toString(), "--mappings", SOUND)).isEqualTo(2);
        assertThat(err.toString())
                .contains(shiftJis + " is written in Shift_JIS: save it as UTF-8.", "文字コードはShift_JISです");
        assertThat(run("preview", shiftJis.toString(), "--before", SOUND, "--mappings", SOUND))
                .isEqualTo(2);
        assertThat(err.toString()).contains(shiftJis + " is written in Shift_JIS");
        assertThat(run("explain", utf16.toString(), "--mappings", SOUND)).isEqualTo(2);
        assertThat(err.toString()).contains(utf16 + " is written in UTF-16");
    }

    @Test
    void lintAndTestTellCellsThatASpreadsheetHasDamaged() throws IOException {
        copySound();
        Files.writeString(
                folder.resolve("lookups/kinds.csv"), "kind,shown\nmug,cup\nplate,dish\nbowl,\"600,002\"\n,\n,\n");

        assertThat(run("lint", "--mappings", folder.toString())).isZero();
        assertThat(out.toString())
                .contains("lookups/kinds.csv:4:1: warning [perhaps-damaged-by-spreadsheet]", "元の値はおそらく「600002」です");

        Files.writeString(folder.resolve("lookups/kinds.csv"), "kind,shown\nmug,cup\nplate,7.08243E+18\n");

        assertThat(run("test", "--mappings", folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("lookups/kinds.csv:3:1: error [damaged-by-spreadsheet]", "「708243」で始まる19桁の番号");
    }

    @Test
    void aTableSavedAsShiftJisStillFindsTheWavesOfProducts() throws IOException {
        copySound();
        Files.write(
                folder.resolve("lookups/kinds.csv"),
                "kind,shown\nmug,cup\nplate,dish\n5～10−℃,鉢\n"
                        .replace('−', '－')
                        .getBytes(Charset.forName("windows-31j")));
        Path bowl = Files.writeString(
                folder.resolve("bowl.json"), "{\"code\":\"B\",\"name\":\"鉢\",\"price\":100,\"kind\":\"5〜10−℃\"}");

        assertThat(run("explain", bowl.toString(), "--field", "kind", "--mappings", folder.toString()))
                .isZero();
        assertThat(out.toString()).contains("鉢");
    }

    @Test
    void previewComparesTwoFolders() throws IOException {
        copySound();
        replace("product-to-card.mapping.yaml", "rate: 10", "rate: 8");
        replace("product-to-card.tests.yaml", "price: 110", "price: 108");
        Path export = Files.writeString(
                folder.resolve("export.jsonl"),
                """
                {"key":"A","snapshot":{"code":"A","name":"マグ","price":100,"kind":"mug"}}
                {"key":"B","snapshot":{"code":"B","name":"皿","price":100,"taxed":true,"kind":"plate"}}
                """);

        assertThat(run("preview", export.toString(), "--before", SOUND, "--mappings", folder.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("2 products: 1 change", "price: 1", "A\n    price: 110 -> 108")
                .doesNotContain("\nB\n");
    }

    @Test
    void previewShowsTheEffectBesideTheCasesThatDoNotHold() throws IOException {
        copySound();
        replace("product-to-card.mapping.yaml", "rate: 10", "rate: 8");
        Path export = Files.writeString(
                folder.resolve("export.jsonl"), "{\"code\":\"A\",\"name\":\"マグ\",\"price\":100,\"kind\":\"mug\"}");

        assertThat(run("preview", export.toString(), "--before", SOUND, "--mappings", folder.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("A\n    price: 110 -> 108", "error [failed-case]");
    }

    @Test
    void previewGoesOnToWhatTheNextMappingMakes() throws IOException {
        Path shipped = Path.of("mappings");
        try (java.util.stream.Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve("changed").resolve(shipped.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path requests = folder.resolve("changed/listing-to-tiktok-product.mapping.yaml");
        Files.writeString(
                requests,
                Files.readString(requests)
                        .replace("    take: .title\n", "    take: .title\n    apply: [{ prefix: ★ }]\n"));
        Path export = Files.writeString(
                folder.resolve("export.jsonl"),
                """
                {"key":"P1","snapshot":{"productNo":"P1","name":"煎茶","unitPrice":680,"groupUrl":"tea"},
                "edits":{"title":"番茶"},"with":{"shop":{"warehouse_id":"W1"}}}
                """);

        assertThat(run(
                        "preview",
                        export.toString(),
                        "--before",
                        "mappings",
                        "--mappings",
                        Objects.requireNonNull(requests.getParent()).toString()))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "1 products: 0 change",
                        "What listing-to-tiktok-product makes of them:\n1 products: 1 change",
                        "    title: 番茶 -> ★番茶",
                        "error [failed-case]");
    }

    @Test
    void wrongCallsSayWhatIsMissing() {
        assertThat(run("explain", "nothing.json", "--mappings", SOUND)).isEqualTo(2);
        assertThat(run("lint", "--mappings", "nowhere")).isEqualTo(2);
        assertThat(run("lint", "--colour")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no file nothing.json", "There is no folder nowhere", "--colour");
    }

    @Test
    void versionIsTheHashOfTheDecidingFiles() throws IOException {
        copySound();
        assertThat(run("version", "--mappings", folder.toString())).isZero();
        String before = out.toString();
        out.getBuffer().setLength(0);
        Files.writeString(folder.resolve("samples/mug.json"), "\n", java.nio.file.StandardOpenOption.APPEND);
        run("version", "--mappings", folder.toString());
        assertThat(out).hasToString(before);
        out.getBuffer().setLength(0);
        Files.writeString(folder.resolve("lookups/kinds.csv"), "jug,jug\n", java.nio.file.StandardOpenOption.APPEND);
        run("version", "--mappings", folder.toString());
        assertThat(out.toString()).isNotEqualTo(before);
    }

    private int run(String... arguments) {
        return new MappingCommand().run(arguments, new PrintWriter(out), new PrintWriter(err));
    }

    private void copySound() throws IOException {
        MappingFiles files = MappingSource.directory(Path.of(SOUND)).read();
        for (String path : files.files().keySet()) {
            Path file = folder.resolve(path);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, files.text(path));
        }
    }

    private void replace(String path, String old, String with) throws IOException {
        Path file = folder.resolve(path);
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, with));
        assertThat(Arrays.asList(old, with)).doesNotHaveDuplicates();
    }

    @Test
    void acceptShowsAndWritesWhatCameOutAndKeepsTheRestOfTheFile() throws IOException {
        copySound();
        Files.writeString(
                folder.resolve("product-to-card.tests.yaml"),
                """
                mapping: product-to-card
                # What a card is.
                cases:
                  - name: a product becomes a card # the usual one
                    given: samples/mug.json
                    with: { shelf: left }
                    expect:
                      code: M1 # stays
                      title: カップ
                      price: 111   # wrong
                      shelf: left
                      old: gone
                      tags:
                        - { tag: 旧作 }
                        - { tag: 中古 }

                  # Another.
                  - name: single values
                    given: samples/mug.json
                    expect-fields: { price: 112, "tags[].tag": [旧作] }
                    lacks: [{ at: kind, code: FIELD_MISSING }]

                  - name: a product without anything lacks what a card needs
                    given: { code: M2 }
                    expect-contains: { code: M3 }
                """);

        assertThat(run("test", "--accept", "--mappings", folder.toString()))
                .as(out + err.toString())
                .isZero();

        assertThat(out.toString())
                .contains(
                        "tests.yaml:10 - price: 111   # wrong",
                        "tests.yaml:10 + price: 110   # wrong",
                        "3 cases accepted");
        assertThat(Files.readString(folder.resolve("product-to-card.tests.yaml")))
                .isEqualTo(
                        """
                        mapping: product-to-card
                        # What a card is.
                        cases:
                          - name: a product becomes a card # the usual one
                            given: samples/mug.json
                            with: { shelf: left }
                            expect:
                              code: M1 # stays
                              title: マグ
                              price: 110   # wrong
                              shelf: left
                              tags:
                                [{ tag: 新作 }]
                              kind: cup

                          # Another.
                          - name: single values
                            given: samples/mug.json
                            expect-fields: { price: 110, "tags[].tag": [新作] }
                            lacks: []

                          - name: a product without anything lacks what a card needs
                            given: { code: M2 }
                            expect-contains: { code: M2 }
                            lacks: [{ at: title, code: FIELD_MISSING }, { at: price, code: FIELD_MISSING }, { at: kind, code: FIELD_MISSING }]
                        """);
        assertThat(run("test", "--mappings", folder.toString())).isZero();
    }

    @Test
    void acceptWritesWhatDiffersFromASampleAndLeavesTheSampleAlone() throws IOException {
        copySound();
        String sample =
                "{\"code\":\"M1\",\"title\":\"マグ\",\"price\":120,\"shelf\":\"left\",\"kind\":\"cup\",\"tags\":[]}";
        Files.writeString(folder.resolve("samples/card.json"), sample);
        replace(
                "product-to-card.tests.yaml",
                "expect: { code: M1, title: マグ, price: 110, shelf: left, kind: cup, tags: [{ tag: 新作 }] }",
                "expect: samples/card.json");

        assertThat(run("test", "--accept", "--mappings", folder.toString())).isZero();

        assertThat(Files.readString(folder.resolve("product-to-card.tests.yaml")))
                .contains("expect: { from: samples/card.json, but: { price: 110, tags: [{ tag: 新作 }] } }");
        assertThat(Files.readString(folder.resolve("samples/card.json"))).isEqualTo(sample);
        assertThat(run("test", "--mappings", folder.toString())).isZero();
    }

    @Test
    void acceptLeavesACaseThatNoLongerFailsAndWritesNothingIntoThePackedFiles() throws IOException {
        copySound();
        replace(
                "product-to-card.tests.yaml",
                "expect: { code: M1",
                "fails: { code: MAPPING_FIELD_MISSING }\n    # expect: { code: M1");

        assertThat(run("test", "--accept", "--mappings", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("left for you", "a product becomes a card");
        assertThat(Files.readString(folder.resolve("product-to-card.tests.yaml")))
                .contains("fails: { code");
    }

    @Test
    void watchTriesAgainWhenAFileChanges() throws Exception {
        copySound();
        Thread watching = new Thread(() -> run("test", "--watch", "--mappings", folder.toString()));
        watching.start();
        try {
            await().until(() -> out.toString().contains("2 cases hold."));
            replace("product-to-card.tests.yaml", "price: 110", "price: 111");
            await().until(() -> out.toString().contains("expected 111, but was 110"));
        } finally {
            watching.interrupt();
            watching.join(5_000);
        }
        assertThat(watching.isAlive()).isFalse();
    }

    @Test
    void aCaseBringsItsOwnTables() throws IOException {
        copySound();
        Files.writeString(folder.resolve("lookups/kinds.csv"), "kind,shown\nother,x\n");
        assertThat(run("test", "--mappings", folder.toString())).isEqualTo(1);

        replace(
                "product-to-card.tests.yaml",
                "cases:",
                "tables:\n  kinds: [{ kind: mug, shown: cup }, { kind: plate, shown: dish }]\ncases:");
        assertThat(run("test", "--mappings", folder.toString()))
                .as(out.toString())
                .isZero();
    }

    @Test
    void tryShowsTheValueAndEachStepWithWhatTheRulesKnow() {
        assertThat(run("try", MUG, ".code + \" x \"", "--apply", "[trim, lower-case]", "--mappings", SOUND))
                .as(out + err.toString())
                .isZero();
        assertThat(out.toString()).contains("trim: M1 x  -> M1 x", "lower-case: M1 x -> m1 x", "= m1 x");

        assertThat(run("try", MUG, ".nmae", "--mappings", SOUND)).isEqualTo(1);
        assertThat(out.toString()).contains("unknown-source-field", "name");
    }
}
