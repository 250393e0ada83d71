package jp.shopbridge.mapping.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Executes every example that functions and constraints show in the guide. */
class FunctionExamplesTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @TestFactory
    Stream<DynamicTest> functions() {
        return Functions.standard().all().stream().flatMap(function -> function.examples().stream()
                .map(example -> DynamicTest.dynamicTest(
                        function.name() + " of " + example.in() + " gives " + example.out(),
                        () -> check(function, example))));
    }

    @TestFactory
    Stream<DynamicTest> constraints() {
        return Constraints.all().stream().flatMap(constraint -> constraint.examples().stream()
                .map(example -> DynamicTest.dynamicTest(
                        constraint.name() + " of " + example.in() + " is " + example.out(),
                        () -> check(constraint, example))));
    }

    @Test
    void everyFunctionShowsAnExample() {
        assertThat(Functions.standard().all()).allSatisfy(function -> {
            assertThat(function.examples()).as(function.name()).isNotEmpty();
            assertThat(function.summary()).as(function.name()).endsWith(".");
        });
    }

    @Test
    void everyConstraintShowsAnAcceptableAndAnotherValue() {
        assertThat(Constraints.all()).allSatisfy(constraint -> {
            assertThat(constraint.examples())
                    .as(constraint.name())
                    .extracting(Example::out)
                    .contains("true", "false");
            assertThat(constraint.summary()).as(constraint.name()).endsWith(".");
        });
    }

    private static void check(Function function, Example example) throws JsonProcessingException {
        Map<String, JsonNode> arguments = new HashMap<>();
        String written = example.arguments();
        if (written != null) {
            JsonNode node = JSON.readTree(written);
            if (node.isObject()) {
                node.properties().forEach(entry -> arguments.put(entry.getKey(), entry.getValue()));
            } else {
                arguments.put(function.parameters().get(0).name(), node);
            }
        }
        JsonNode in = JSON.readTree(example.in());
        String out = example.out();
        if (out == null) {
            assertThatThrownBy(() -> function.apply(in, new Arguments(function, arguments)))
                    .isInstanceOf(CannotApply.class);
            return;
        }
        JsonNode actual = function.apply(in, new Arguments(function, arguments));
        JsonNode expected = out.isEmpty() ? MissingNode.getInstance() : JSON.readTree(out);
        assertThat(Values.same(expected, actual))
                .as("expected %s but was %s", expected, actual)
                .isTrue();
    }

    private static void check(Constraint constraint, Example example) throws JsonProcessingException {
        String written = example.arguments();
        JsonNode argument = written == null ? NullNode.getInstance() : JSON.readTree(written);
        boolean acceptable = constraint
                .reader()
                .read(argument, table -> List.of("業界No.1"))
                .objection(JSON.readTree(example.in()))
                .isEmpty();
        assertThat(acceptable).isEqualTo("true".equals(example.out()));
    }
}
