package jp.shopbridge.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Each broken file of {@code src/test/resources/startup} is told by file, line, what and remedy. */
class RouteFileAnalyzerTest {

    @ParameterizedTest(name = "{0} is told by its line {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            step-unknown        | 10 | Unknown node id: setBodyy                | camelCase
            indentation-wrong   |  5 | mapping values are not allowed here      | indentation
            option-misspelt     |  7 | Unknown parameters=[{periodd=5}]         | Correct the line
            setting-undeclared  |  6 | Property with key [no.such] not found    | set what it refers to
            expression-misspelt | 11 | Valid syntax: ${body.OGNL} was: bodyy    | Correct the line
            templated-bean-unknown | 23 | No bean could be found in the registry for: nobody | Correct the line
            bean-unknown        |  9 | No bean could be found in the registry for: nobody | Correct the line
            component-unknown   |  4 | No endpoint could be found for: carrier-pigeon | Correct the line
            """)
    void aBrokenFileIsToldByItsLine(String fixture, int line, String said, String remedy) throws Exception {
        FailureAnalysis analysis = analysisOf(fixture + ".camel.yaml");

        assertThat(analysis.getDescription())
                .contains(fixture + ".camel.yaml, line " + line)
                .contains(said);
        assertThat(analysis.getAction()).contains(remedy);
    }

    @Test
    void anythingElseIsLeftToOthers() {
        assertThat(analyzer("nothing.camel.yaml").analyze(new IllegalStateException("The port is taken.")))
                .isNull();
    }

    private static FailureAnalysis analysisOf(String fixture) throws Exception {
        CamelContext context = new DefaultCamelContext();
        try {
            Throwable failure = catchThrowable(() -> {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("file:" + path(fixture)));
                context.start();
            });
            FailureAnalysis analysis = analyzer(fixture).analyze(failure);
            assertThat(analysis).as("analysis of %s", failure).isNotNull();
            return Objects.requireNonNull(analysis);
        } finally {
            context.stop();
        }
    }

    private static RouteFileAnalyzer analyzer(String fixture) {
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", Map.of("camel.main.routes-include-pattern", "file:" + path(fixture))));
        return new RouteFileAnalyzer(settings);
    }

    private static Path path(String fixture) {
        return Path.of("src/test/resources/startup", fixture).toAbsolutePath();
    }
}
