package jp.shopbridge.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Transitions;
import org.junit.jupiter.api.Test;

/**
 * Documents that are made from the program are what the program would make now. {@code mvn -Dtest=DocumentsTest
 * -DwriteDocuments=true test} writes them anew.
 */
class DocumentsTest {

    private static final String BEGIN = "<!-- states:begin -->";
    private static final String END = "<!-- states:end -->";
    private static final boolean WRITE = Boolean.getBoolean("writeDocuments");

    @Test
    void routesPageNamesEveryRouteInOneSentence() throws IOException {
        StringBuilder page = new StringBuilder(
                "# Routes\n\nEvery route in one sentence, made from `routes/`; the file of a stage has its name.\n");
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.sorted().toList()) {
                StringBuilder table = new StringBuilder();
                for (JsonNode entry : new YAMLMapper().readTree(Files.readString(file))) {
                    JsonNode route = entry.path("route");
                    if (!route.isMissingNode()) {
                        table.append("| `").append(route.path("id").asText()).append("` | ");
                        table.append(route.path("description").asText().strip()).append(" |\n");
                    }
                }
                if (!table.isEmpty()) {
                    String stage = file.getFileName().toString().replace(".camel.yaml", "");
                    page.append("\n## ").append(stage).append("\n\n| route | what it does |\n| --- | --- |\n");
                    page.append(table);
                }
            }
        }

        isOrBecomes(Path.of("docs/routes.md"), page.toString());
    }

    @Test
    void architecturePageShowsTheStateTable() throws IOException {
        StringBuilder states = new StringBuilder(BEGIN).append("\n| state | shown as | meaning | leaves to |\n");
        states.append("| --- | --- | --- | --- |\n");
        for (ListingState state : ListingState.values()) {
            Map<ListingEvent, ListingState> next = Transitions.table().getOrDefault(state, Map.of());
            List<String> leaves = next.entrySet().stream()
                    .filter(step -> step.getValue() != state)
                    .map(step ->
                            step.getValue().id() + " (" + step.getKey().name().toLowerCase(Locale.ROOT) + ")")
                    .toList();
            states.append("| ")
                    .append(state.id())
                    .append(" | ")
                    .append(state.ja())
                    .append(" | ");
            states.append(state.meaning())
                    .append(" | ")
                    .append(String.join(", ", leaves))
                    .append(" |\n");
        }
        states.append("\n| event | meaning |\n| --- | --- |\n");
        for (ListingEvent event : ListingEvent.values()) {
            states.append("| ").append(event.name().toLowerCase(Locale.ROOT)).append(" | ");
            states.append(event.meaning()).append(" |\n");
        }
        Path page = Path.of("ARCHITECTURE.md");
        String text = Files.readString(page);

        isOrBecomes(page, text.substring(0, text.indexOf(BEGIN)) + states + text.substring(text.indexOf(END)));
    }

    private static void isOrBecomes(Path page, String wanted) throws IOException {
        if (WRITE) {
            Files.writeString(page, wanted);
        }
        assertThat(page)
                .as("%s is made from the program; write it anew with -DwriteDocuments=true", page)
                .content()
                .isEqualTo(wanted);
    }
}
