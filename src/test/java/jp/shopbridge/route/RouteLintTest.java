package jp.shopbridge.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake in a copy of the shipped routes is told by its file and line, and nothing else is. */
class RouteLintTest {

    private static final Path SHIPPED = Path.of("routes");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(SHIPPED.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void theShippedRoutesHoldNoMistake() {
        assertThat(lint()).isZero();
        assertThat(out.toString()).isEqualTo("No mistakes found.\n");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            intake.camel.yaml | routeConfigurationId: policy-schedule | routeConfigurationId: policy-schedul | there is no policy 'policy-schedul' | policy-schedule
            api/rest.camel.yaml | routeConfigurationId: policy-api | routeConfigurationId: policy-apy | there is no policy 'policy-apy' | policy-api
            intake.camel.yaml | name: intake-start-shops | name: intake-start-shop | no route begins at 'direct:intake-start-shop' | direct:intake-start-shops
            api/pauses.camel.yaml | parameters: {name: api-list-pauses} | parameters: {name: api-lists-pauses} | no route begins at 'direct:api-lists-pauses' | direct:api-list-pauses
            intake.camel.yaml | ref: intakeShift | ref: intakeShft | there is no bean 'intakeShft' | beans:
            api/pauses.camel.yaml | value: pausesApi | value: pauseApi | there is no bean 'pauseApi' | beans:
            api/pauses.camel.yaml | value: resume} | value: resumes} | the bean 'pausesApi' has no method 'resumes' | resume
            policies.camel.yaml | method: "toItsNextTime(${routeId}, ${exception})" | method: "toItsNextTime(${routeId})" | 'toItsNextTime' takes 2 arguments, and 1 are written | toItsNextTime(
            policies.camel.yaml | method: "toItsNextTime(${routeId}, ${exception})" | method: "toItsNextTim(${routeId}, ${exception})" | has no method 'toItsNextTim' | toItsNextTime
            policies.camel.yaml | maximumRedeliveries: 2 | maximumRedeliveries: two | 'maximumRedeliveries' is a whole number, and not 'two' | digits
            policies.camel.yaml | maximumRedeliveries: 2 | maximumRedelivery: 2 | a RedeliveryPolicy has no 'maximumRedelivery' | maximumRedeliveries
            policies.camel.yaml | - jp.shopbridge.failure.Failure | - jp.shopbridge.failure.Failur | there is no class 'jp.shopbridge.failure.Failur' | jar
            policies.camel.yaml | logExhausted: false<br>          handled: | logExhausted: maybe<br>          handled: | 'logExhausted' is true or false, and not 'maybe' | true or false
            policies.camel.yaml | loggingLevel: WARN | loggingLevel: WARNING | 'WARNING' is no value of 'loggingLevel' | WARN
            policies.camel.yaml | redeliveryPolicy: | redeliverPolicy: | 'onException' has no 'redeliverPolicy' | redeliveryPolicy
            intake.camel.yaml | - setVariable: | - setVariabl: | 'steps' has no 'setVariabl' | setVariable
            intake.camel.yaml | uri: master | uri: mastre | there is no component 'mastre' | jar
            intake.camel.yaml | timer:intake-poll-changes?delay= | timer:intake-poll-changes?delai= | the component 'timer' has no option 'delai' | delay
            api/pauses.camel.yaml | outType: jp.shopbridge.api.pauses.PauseList | outType: jp.shopbridge.api.pauses.PauseLst | there is no class 'jp.shopbridge.api.pauses.PauseLst' | jar
            api/pauses.camel.yaml | routeTemplateRef: api-operation | routeTemplateRef: api-operations | there is no template 'api-operations' | api-operation
            api/pauses.camel.yaml | - {name: method, value: list} | - {name: methd, value: list} | the template's 'method' is not given | parameters:
            """)
    void aMistakeIsToldByFileAndLine(String file, String before, String after, String said, String remedy)
            throws IOException {
        String line = before.replace("<br>", "\n");
        int at = edit(file, line, after.replace("<br>", "\n"));

        assertThat(lint()).isEqualTo(1);
        assertThat(out.toString()).contains(said).contains(remedy);
        List<String> places = places();
        // The place is that of the word, or of the entry that lacks it.
        assertThat(places).as(out.toString()).allMatch(place -> place.startsWith(file + ":"));
        int near = said.contains("is not given") ? 7 : 0;
        assertThat(Integer.parseInt(places.get(0).split(":")[1])).isBetween(at - near, at);
    }

    @Test
    void aKeyOrAnIdThatStandsTwiceIsToldWithBothPlaces() throws IOException {
        int at = edit("intake.camel.yaml", "    group: intake\n", "    group: intake\n    group: intake\n");
        append(
                "review.camel.yaml",
                """
                - route:
                    id: intake-scan-everything
                    from:
                      uri: timer:x
                      steps:
                        - stop: {}
                """);
        append(
                "policies.camel.yaml",
                """
                - beans:
                    - name: intakeRedelivery
                      type: java.lang.Object
                """);

        assertThat(lint()).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "intake.camel.yaml:" + (at + 1) + ":5: error the key 'group' stands on line " + at + " already")
                .contains("review.camel.yaml:" + (lines("review.camel.yaml") - 4)
                        + ":9: error the name 'intake-scan-everything' stands in intake.camel.yaml:")
                .contains("error the name 'intakeRedelivery' stands in policies.camel.yaml:2 already");
    }

    @Test
    void aMistakeInOneFileIsNotToldOfAnother() throws IOException {
        edit("policies.camel.yaml", "- java.lang.Throwable", "- java.lang.Throwabel");

        assertThat(lint()).isEqualTo(1);
        assertThat(places()).allMatch(place -> place.startsWith("policies.camel.yaml:"));
    }

    @Test
    void aFileThatIsMissingMisnamedOrEmptyIsTold() throws IOException {
        Files.delete(folder.resolve("notice.camel.yaml"));
        Files.move(folder.resolve("dead-letter.camel.yaml"), folder.resolve("dead-letter.camel.yml"));
        Files.createDirectories(folder.resolve("own"));
        Files.writeString(folder.resolve("own/mine.camel.yaml"), "[]\n");

        assertThat(lint()).isEqualTo(1);
        assertThat(out.toString())
                .contains("notice.camel.yaml:1:1: error this file is missing, and with it notice-")
                .contains("dead-letter.camel.yml:1:1: error a file of this name in this place takes no part")
                .contains("dead-letter.camel.yaml:1:1: error this file is missing")
                .contains("own/mine.camel.yaml:1:1: error a file of this name in this place takes no part");
    }

    @ParameterizedTest
    @CsvSource({"'', the file is empty", "'# nothing yet', the file is empty", "'route: {}', a list of entries"})
    void anEmptyFileOrOneOfAnotherFormIsTold(String text, String said) throws IOException {
        Files.writeString(folder.resolve("notice.camel.yaml"), text);

        assertThat(lint()).isEqualTo(1);
        assertThat(out.toString()).contains("notice.camel.yaml:1:1: error ").contains(said);
    }

    @Test
    void aFileThatIsEmptyOnPurposeIsTaken() throws IOException {
        Files.writeString(folder.resolve("notice.camel.yaml"), "[]\n");

        lint();

        assertThat(out.toString()).doesNotContain("notice.camel.yaml");
    }

    @Test
    void routesThatMovedToAFileOfAnotherNameAreNotMissing() throws IOException {
        Files.move(folder.resolve("notice.camel.yaml"), folder.resolve("alarms.camel.yaml"));

        assertThat(lint()).isZero();
    }

    @Test
    void anEmptyFolderOneOfYmlFilesAndNoneAtAllAreTold() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path yml = Files.createDirectories(folder.resolve("yml"));
        Files.writeString(yml.resolve("intake.camel.yml"), "[]");

        for (Path each : List.of(empty, yml)) {
            assertThat(lint(each)).isEqualTo(1);
            assertThat(out.toString()).contains(each + ":1:1: error the folder holds no route file");
        }
        assertThat(out.toString()).contains("intake.camel.yml:1:1");
        assertThat(lint(folder.resolve("none"))).isEqualTo(1);
        assertThat(out.toString()).contains("error there is no such folder");
    }

    @Test
    void whatIsNoYamlOrNoUtf8IsToldByItsLine() throws IOException {
        edit("intake.camel.yaml", "    group: intake\n", "   group: intake\n");
        byte[] rules = Files.readString(folder.resolve("review.camel.yaml"))
                .replaceFirst("description: ", "description: 審査。")
                .getBytes(Charset.forName("Shift_JIS"));
        Files.write(folder.resolve("review.camel.yaml"), rules);

        assertThat(lint()).isEqualTo(1);
        assertThat(places()).hasSize(2);
        assertThat(out.toString())
                .contains("intake.camel.yaml:3:")
                .contains("error this is not YAML")
                .contains("looks like Shift_JIS");
    }

    @Test
    void theAnswerInJsonCarriesTheSame() throws IOException {
        edit("intake.camel.yaml", "uri: master", "uri: mastre");

        assertThat(new RouteLintCommand()
                        .run(
                                new String[] {"lint", "--json", "--routes=" + folder},
                                new PrintWriter(out, true),
                                new PrintWriter(err, true)))
                .isEqualTo(1);
        JsonNode answer = Json.parse(out.toString());
        assertThat(answer.path("ok").asBoolean()).isFalse();
        assertThat(answer.at("/findings/0/file").asText()).isEqualTo("intake.camel.yaml");
        assertThat(answer.at("/findings/0/sentence/ja").asText()).contains("mastre");
    }

    @Test
    void aWordThatIsNoOptionIsAWrongCall() {
        assertThat(new RouteLintCommand()
                        .run(
                                new String[] {"lint", "--routes", folder.toString(), "--strict"},
                                new PrintWriter(out, true),
                                new PrintWriter(err, true)))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--strict");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | -1",
                "a() | 0",
                "a(${body}) | 1",
                "a('x, y', ${header.z[1, 2]}) | 2",
                "a(*, ${b(1, 2)}, 3) | 3"
            })
    void countsArguments(String method, int count) {
        assertThat(Calls.arguments(method)).isEqualTo(count);
    }

    private int lint() {
        return lint(folder);
    }

    private int lint(Path routes) {
        return new RouteLintCommand()
                .run(
                        new String[] {"lint", "--routes", routes.toString()},
                        new PrintWriter(out, true),
                        new PrintWriter(err, true));
    }

    private List<String> places() {
        List<String> places = new ArrayList<>();
        out.toString().lines().filter(line -> line.contains(": error ")).forEach(places::add);
        return places;
    }

    /** Exchanges a text once; the line in which it stands. */
    private int edit(String file, String before, String after) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        int at = text.indexOf(before);
        assertThat(at).as("%s holds %s", file, before).isNotNegative();
        Files.writeString(path, text.substring(0, at) + after + text.substring(at + before.length()));
        return text.substring(0, at).split("\n", -1).length;
    }

    private void append(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.writeString(path, Files.readString(path) + text, StandardCharsets.UTF_8);
    }

    private int lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file)).size();
    }
}
