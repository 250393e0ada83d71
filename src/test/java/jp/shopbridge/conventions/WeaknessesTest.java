package jp.shopbridge.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.Json;
import org.junit.jupiter.api.Test;

/** What docs/weaknesses.cdx.json says of the parts we ship agrees with the parts we ship. */
class WeaknessesTest {

    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");
    private static final Pattern PART = Pattern.compile("pkg:maven/[^/]+/([^@]+)@(.+)");

    @Test
    void everyStatementStillHolds() throws IOException {
        Map<String, String> parts = parts();
        List<String> untrue = new ArrayList<>();
        JsonNode weaknesses = Json.parse(Files.readString(Path.of("docs/weaknesses.cdx.json")));

        for (JsonNode weakness : weaknesses.path("vulnerabilities")) {
            Matcher part = PART.matcher(weakness.at("/affects/0/ref").asText());
            assertThat(part.matches()).as(weakness.toString()).isTrue();
            String packed = parts.get(part.group(1));
            String state = weakness.at("/analysis/state").asText();
            String why = weakness.at("/analysis/justification").asText();
            boolean holds =
                    switch (state) {
                        case "resolved" -> packed != null && !packed.equals(part.group(2));
                        case "not_affected" ->
                            why.equals("code_not_present")
                                    ? packed == null
                                    : part.group(2).equals(packed);
                        default -> false;
                    };
            if (!holds || weakness.at("/analysis/detail").asText().isBlank()) {
                untrue.add(weakness.path("id").asText() + " is said to be " + state + " " + why + " in " + part.group()
                        + ", and packed is " + packed);
            }
        }

        assertThat(weaknesses.path("vulnerabilities")).isNotEmpty();
        assertThat(untrue).isEmpty();
    }

    private static Map<String, String> parts() {
        Map<String, String> parts = new TreeMap<>();
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> Path.of(path).getFileName().toString())
                .map(JAR::matcher)
                .filter(Matcher::matches)
                .forEach(jar -> parts.putIfAbsent(jar.group(1), jar.group(2)));
        return parts;
    }
}
