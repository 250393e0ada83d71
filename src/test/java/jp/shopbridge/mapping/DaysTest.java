package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules make of the day, and what they know of the next one on which they make something else. */
class DaysTest {

    private static final String CAMPAIGN = "if (between-dates($today, .from, .to)) \"sale\"";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // day, from, to, in, changes on
                "2026-11-30, 2026-12-01, 2026-12-10, false, 2026-12-01",
                "2026-12-01, 2026-12-01, 2026-12-10, true,  2026-12-11",
                "2026-12-10, 2026-12-01, 2026-12-10, true,  2026-12-11",
                "2026-12-11, 2026-12-01, 2026-12-10, false, -",
                "2026-12-01, 2026-12-01, 2026-12-01, true,  2026-12-02",
                "2026-11-30, 2026-12-01, -,          false, 2026-12-01",
                "2026-12-01, 2026-12-01, -,          true,  -",
                "2026-12-01, -,          2026-12-10, true,  2026-12-11",
                "2026-12-01, -,          -,          false, -",
                "2026-12-05, 2026/12/1,  2026年12月5日, true, 2026-12-06",
                "2027-12-31, 2027-12-31, 2027-12-31, true,  2028-01-01",
            })
    void knowsWhetherAPeriodIsOnAndWhenThatChanges(
            LocalDate day, String from, String to, boolean in, LocalDate changesOn) {
        ObjectNode given =
                JsonNodeFactory.instance.objectNode().put("from", from).put("to", to);

        MappingOutcome outcome = mapped(CAMPAIGN, given, day);

        assertThat(outcome.target().has("value")).isEqualTo(in);
        assertThat(outcome.changesOn()).isEqualTo(changesOn);
        assertThat(outcome.madeOn()).isEqualTo(day);
    }

    @Test
    void ofSeveralPeriodsTheNextBoundaryCounts() {
        MappingOutcome outcome = mapped(
                "if (between-dates($today, \"2026-12-20\", \"2026-12-25\")) 1 else if (between-dates($today, \"2026-12-05\", \"2026-12-07\")) 2 else 3",
                JsonNodeFactory.instance.objectNode(),
                LocalDate.of(2026, 12, 1));

        assertThat(outcome.target().path("value").intValue()).isEqualTo(3);
        assertThat(outcome.changesOn()).isEqualTo("2026-12-05");
    }

    @Test
    void aDayThatIsReadAsItIsMayChangeEverythingTomorrow() {
        for (String expression : List.of("$today", "if ($today >= \"2026-12-05\") 1 else 2", "$today + \"!\"")) {
            assertThat(mapped(expression, JsonNodeFactory.instance.objectNode(), LocalDate.of(2026, 12, 31))
                            .changesOn())
                    .as(expression)
                    .isEqualTo("2027-01-01");
        }
    }

    @Test
    void aRuleThatDoesNotAskForTheDayKnowsNoOther() {
        MappingOutcome outcome =
                mapped(".from", JsonNodeFactory.instance.objectNode().put("from", "x"), LocalDate.of(2026, 12, 1));

        assertThat(outcome.changesOn()).isNull();
    }

    @Test
    void whatIsNoDayIsAReasonAndNoGuess() {
        ObjectNode time = JsonNodeFactory.instance.objectNode().put("from", "2026-12-01T10:00:00");
        ObjectNode backwards =
                JsonNodeFactory.instance.objectNode().put("from", "2026-12-10").put("to", "2026-12-01");
        for (JsonNode given : List.of(time, backwards)) {
            MappingOutcome outcome = mapped(CAMPAIGN, given, LocalDate.of(2026, 12, 1));

            assertThat(outcome.reasons()).extracting(Reason::code).containsExactly("FIELD_UNREADABLE");
        }
        assertThat(mapped(CAMPAIGN, time, LocalDate.of(2026, 12, 1))
                        .reasons()
                        .get(0)
                        .sentence()
                        .ja())
                .contains("2026-12-01T10:00:00", "format-time");
    }

    @Test
    void theDayIsThatOfJapan() {
        Clock beforeMidnight = Clock.fixed(Instant.parse("2026-11-30T14:59:59Z"), ZoneOffset.UTC);
        Clock midnight = Clock.fixed(Instant.parse("2026-11-30T15:00:00Z"), ZoneOffset.UTC);

        assertThat(MappingContext.day(beforeMidnight)).isEqualTo("2026-11-30");
        assertThat(MappingContext.day(midnight)).isEqualTo("2026-12-01");
    }

    @Test
    void aPreviewForAnotherDayComparesTodayWithIt() {
        MappingSet set = set(CAMPAIGN);
        MappingContext today = MappingContext.empty().on(LocalDate.of(2026, 11, 30));
        ObjectNode given =
                JsonNodeFactory.instance.objectNode().put("from", "2026-12-01").put("to", "2026-12-10");

        for (Map.Entry<String, Long> changed :
                Map.of("2026-11-30", 0L, "2026-12-01", 1L, "2026-12-11", 0L).entrySet()) {
            EffectPreview.Report report = new EffectPreview(
                            set, set, "a-to-b", null, 5, LocalDate.parse(changed.getKey()))
                    .over(Stream.of(new EffectPreview.Item("A", given, today, target -> target)));

            assertThat(report.changed()).as(changed.getKey()).isEqualTo(changed.getValue());
            assertThat(report.on()).isEqualTo(changed.getKey());
        }
    }

    @Test
    void anExplanationShowsTheDay() {
        Explanation explained = set(CAMPAIGN)
                .mapping("a-to-b")
                .explain(
                        JsonNodeFactory.instance.objectNode().put("from", "2026-12-01"),
                        MappingContext.empty().on(LocalDate.of(2026, 12, 3)));

        assertThat(explained.fields().get(0).field()).isEqualTo("$today");
        assertThat(explained.fields().get(0).value().asText()).isEqualTo("2026-12-03");
    }

    private static MappingOutcome mapped(String expression, JsonNode given, LocalDate day) {
        return set(expression)
                .mapping("a-to-b")
                .apply(given, MappingContext.empty().on(day));
    }

    private static MappingSet set(String expression) {
        String mapping = "mapping: a-to-b\nfrom: a\nto: b\nfields:\n  - field: value\n    take: '" + expression
                + "'\n    absent: omit\n";
        Findings findings = new Findings();
        MappingSet set = MappingSet.parse(
                new MappingFiles(Map.of(
                        "a-to-b.mapping.yaml", mapping.getBytes(StandardCharsets.UTF_8),
                        "shapes/a.schema.json", "{\"type\":\"object\"}".getBytes(StandardCharsets.UTF_8),
                        "shapes/b.schema.json", "{\"type\":\"object\"}".getBytes(StandardCharsets.UTF_8))),
                findings);
        assertThat(findings.hasErrors()).as(findings.sorted().toString()).isFalse();
        return set;
    }
}
