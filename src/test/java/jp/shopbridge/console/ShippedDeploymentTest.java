package jp.shopbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.SharedBridge;
import org.junit.jupiter.api.Test;

/** What is shipped for running the bridge fits the bridge: figures, addresses, files and documents that it names are there. */
@SharedBridge.On(SharedBridge.Profile.WORLDS)
class ShippedDeploymentTest {

    private static final Path DEPLOY = Path.of("deploy");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern FIGURE = Pattern.compile("\\b(?:bridge|jvm)_[a-z_]+");

    @Test
    void everyAlertAsksForFiguresThatARunningBridgeShows(BridgeWithWorlds bridge) throws Exception {
        String scrape =
                bridge.exchange("GET", "/actuator/prometheus", null, Map.of()).body();
        TreeSet<String> missing = new TreeSet<>();
        for (JsonNode rule : rules()) {
            Matcher figure = FIGURE.matcher(rule.path("expr").asText());
            while (figure.find()) {
                if (!scrape.contains("\n" + figure.group() + "{") && !scrape.contains("\n" + figure.group() + " ")) {
                    missing.add(rule.path("alert").asText() + ": " + figure.group());
                }
            }
        }

        assertThat(rules()).isNotEmpty();
        assertThat(missing).isEmpty();
    }

    @Test
    void everyAlertNamesItsPageOfTheRunbook() throws IOException {
        List<String> anchors = Files.readAllLines(Path.of("docs/operations.md")).stream()
                .filter(line -> line.startsWith("#"))
                .map(ShippedDeploymentTest::anchor)
                .toList();

        assertThat(rules()).allSatisfy(rule -> assertThat(anchors)
                .contains(rule.at("/annotations/runbook").asText().replaceFirst("docs/operations.md#", "")));
    }

    @Test
    void everyFileIsReadableAndProbesAskWhatTheBridgeAnswersToAnybody(BridgeWithWorlds bridge) throws Exception {
        List<Path> yaml;
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            yaml = files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        TreeSet<String> asked = new TreeSet<>();
        Pattern address = Pattern.compile("/actuator/health/[a-z]+");
        for (Path file : yaml) {
            String text = Files.readString(file);
            try (MappingIterator<Object> documents =
                    YAML.readerFor(Object.class).readValues(text)) {
                assertThat(documents.readAll()).as("%s", file).isNotEmpty().allSatisfy(document -> assertThat(document)
                        .isInstanceOf(Map.class));
            }
            address.matcher(text).results().forEach(found -> asked.add(found.group()));
        }
        address.matcher(Files.readString(DEPLOY.resolve("Dockerfile")))
                .results()
                .forEach(found -> asked.add(found.group()));

        assertThat(asked).isNotEmpty();
        for (String each : asked) {
            assertThat(asAnybody(bridge, each)).as(each).isEqualTo(200);
        }
    }

    private static int asAnybody(BridgeWithWorlds bridge, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(bridge.baseUrl() + path))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static List<JsonNode> rules() throws IOException {
        JsonNode file = YAML.readTree(Files.readString(DEPLOY.resolve("prometheus/alerts.yaml")));
        List<JsonNode> rules = new ArrayList<>();
        file.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    // As the places where the page is read make them: lower case, without punctuation, blanks as dashes.
    private static String anchor(String heading) {
        return heading.replaceFirst("#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
