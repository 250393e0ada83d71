package jp.shopbridge.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import jp.shopbridge.staging.ListingState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each place that shows, names or asks for states knows every one of them: a new state shows here what it still lacks. */
class StatesShownTest {

    private static final String PAGE = "src/main/resources/static/";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                PAGE + "js/parts/state.js | `  \"?ID\"?: \"`",
                PAGE + "css/parts.css | `\\.state-ID[ ,]`",
                PAGE + "js/words/ja.js | `\"state\\.ID\": `",
                PAGE + "js/words/en.js | `\"state\\.ID\": `",
                "routes/api/products.camel.yaml | `\\{value: ID}`",
                "src/main/java/jp/shopbridge/api/products/ProductItem.java | `[ \"]ID(,| or|\\.\")`"
            })
    void everyStateIsKnown(String file, String pattern) throws IOException {
        String text = Files.readString(Path.of(file));

        assertThat(Arrays.stream(ListingState.values()).map(ListingState::id))
                .allSatisfy(id -> assertThat(text).containsPattern(pattern.replace("ID", id)));
    }
}
