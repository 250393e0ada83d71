package jp.shopbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import jp.shopbridge.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body becomes its record or a problem that names the field, what is wrong and what it has to be. */
class RequestBodiesTest {

    private static final String GOOD =
            "{\"on\":true,\"name\":\"a\",\"days\":7,\"nos\":[\"1\"],\"ids\":[5],\"seen\":{\"1\":2},"
                    + "\"filter\":{\"q\":\"x\"},\"links\":[{\"no\":\"1\"}]}";

    record Order(
            @NotNull Boolean on,
            @NotBlank @Size(max = 5) String name,
            @Min(1) @Max(9) @Nullable Integer days,
            @Size(max = 2) @Nullable List<@NotNull @Size(max = 3) String> nos,
            @Size(max = 2) @Nullable List<@NotNull Long> ids,
            @Nullable Map<String, Long> seen,
            @Valid @Nullable Filter filter,
            @NotEmpty @Size(max = 2) List<@NotNull @Valid Link> links) {

        record Filter(@Size(max = 3) @Nullable String q, @Nullable Boolean on) {}

        record Link(@NotBlank @Size(max = 3) String no) {}
    }

    private static ValidatorFactory factory;
    private static RequestBodies bodies;

    @BeforeAll
    static void start() {
        factory = Validation.buildDefaultValidatorFactory();
        bodies = new RequestBodies(factory.getValidator());
    }

    @AfterAll
    static void stop() {
        factory.close();
    }

    @Test
    void aBodyThatFitsIsItsRecord() {
        assertThat(read(GOOD))
                .isEqualTo(new Order(
                        true,
                        "a",
                        7,
                        List.of("1"),
                        List.of(5L),
                        Map.of("1", 2L),
                        new Order.Filter("x", null),
                        List.of(new Order.Link("1"))));
        assertThat(read("{\"on\":false,\"name\":\"a\",\"days\":null,\"links\":[{\"no\":\"1\"}]}"))
                .isEqualTo(new Order(false, "a", null, null, null, null, null, List.of(new Order.Link("1"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            on     | null          | API_FIELD_MISSING | 「on」を指定してください。                     | The field 'on' is missing.
            name   | " "           | API_FIELD_MISSING | 「name」を指定してください。                   | The field 'name' is missing.
            links  | []            | API_FIELD_MISSING | 「links」を指定してください。                  | The field 'links' is missing.
            on     | "true"        | API_FIELD_INVALID | 「on」はtrue または falseで指定してください。   | The field 'on' must be true or false.
            on     | 1             | API_FIELD_INVALID | 「on」はtrue または falseで指定してください。   | The field 'on' must be true or false.
            name   | 5             | API_FIELD_INVALID | 「name」は5文字以内の文字列で指定してください。 | The field 'name' must be a text of at most 5 characters.
            name   | true          | API_FIELD_INVALID | 「name」は5文字以内の文字列で指定してください。 | The field 'name' must be a text of at most 5 characters.
            name   | "abcdef"      | API_FIELD_INVALID | 「name」は5文字以内の文字列で指定してください。 | The field 'name' must be a text of at most 5 characters.
            name   | {}            | API_FIELD_INVALID | 「name」は5文字以内の文字列で指定してください。 | The field 'name' must be a text of at most 5 characters.
            days   | 0             | API_FIELD_INVALID | 「days」は1から9までの整数で指定してください。  | The field 'days' must be a whole number from 1 to 9.
            days   | 1.5           | API_FIELD_INVALID | 「days」は1から9までの整数で指定してください。  | The field 'days' must be a whole number from 1 to 9.
            days   | "3"           | API_FIELD_INVALID | 「days」は1から9までの整数で指定してください。  | The field 'days' must be a whole number from 1 to 9.
            days   | 99999999999   | API_FIELD_INVALID | 「days」は1から9までの整数で指定してください。  | The field 'days' must be a whole number from 1 to 9.
            nos    | "1"           | API_FIELD_INVALID | 「nos」は2件以内の一覧で指定してください。      | The field 'nos' must be a list of at most 2.
            nos    | ["1","2","3"] | API_FIELD_INVALID | 「nos」は2件以内の一覧で指定してください。      | The field 'nos' must be a list of at most 2.
            nos    | [1]           | API_FIELD_INVALID | 「nos」は文字列の一覧で指定してください。       | The field 'nos' must be a list of texts.
            nos    | [null]        | API_FIELD_INVALID | 「nos」は文字列の一覧で指定してください。       | The field 'nos' must be a list of texts.
            nos    | ["1234"]      | API_FIELD_INVALID | 「nos」は文字列の一覧で指定してください。       | The field 'nos' must be a list of texts.
            ids    | ["1"]         | API_FIELD_INVALID | 「ids」は整数の一覧で指定してください。         | The field 'ids' must be a list of whole numbers.
            ids    | [1.0]         | API_FIELD_INVALID | 「ids」は整数の一覧で指定してください。         | The field 'ids' must be a list of whole numbers.
            seen   | {"1":"x"}     | API_FIELD_INVALID | 「seen」は整数の組（{…}）で指定してください。   | The field 'seen' must be an object of whole numbers.
            filter | []            | API_FIELD_INVALID | 「filter」は項目の組（{…}）で指定してください。 | The field 'filter' must be an object.
            filter | {"q":7}       | API_FIELD_INVALID | 「q」は3文字以内の文字列で指定してください。    | The field 'q' must be a text of at most 3 characters.
            filter | {"q":"abcd"}  | API_FIELD_INVALID | 「q」は3文字以内の文字列で指定してください。    | The field 'q' must be a text of at most 3 characters.
            filter | {"x":1}       | API_FIELD_UNKNOWN | 「x」という項目はありません。使える項目: q、on  | There is no field 'x'; the fields are q, on.
            links  | [1]           | API_FIELD_INVALID | 「links」は項目の組（{…}）の一覧で指定してください。 | The field 'links' must be a list of objects.
            links  | [{}]          | API_FIELD_MISSING | 「no」を指定してください。                     | The field 'no' is missing.
            """)
    void aFieldThatDoesNotFitIsNamedWithWhatItHasToBe(String field, String value, String code, String ja, String en) {
        ObjectNode body = (ObjectNode) Json.parse(GOOD);
        body.set(field, Json.parse(value));

        ApiProblem problem = refused(body);

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.sentence().ja()).isEqualTo(ja);
        assertThat(problem.sentence().en()).isEqualTo(en);
    }

    @Test
    void aFieldThatDoesNotExistIsToldBeforeAnythingElse() {
        ApiProblem problem = refused((ObjectNode) Json.parse("{\"on\":\"yes\",\"naem\":\"a\"}"));

        assertThat(problem.code()).isEqualTo("API_FIELD_UNKNOWN");
        assertThat(problem.field()).isEqualTo("naem");
        assertThat(problem.sentence().en()).endsWith("the fields are on, name, days, nos, ids, seen, filter, links.");
    }

    private static Order read(String json) {
        return bodies.read((ObjectNode) Json.parse(json), Order.class);
    }

    private static ApiProblem refused(ObjectNode body) {
        return catchThrowableOfType(ApiProblem.class, () -> bodies.read(body, Order.class));
    }
}
