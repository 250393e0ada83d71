package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the cookbook, each done in a copy of the shipped folder as it is printed. */
class CookbookTest {

    @TempDir
    Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> rules() throws IOException {
        return new RecipeBook(folder).tests(RecipeBook.COOKBOOK);
    }

    @Test
    void hasAllEighteenJobs() throws IOException {
        assertThat(RecipeBook.blocks(RecipeBook.COOKBOOK).stream().filter(block -> block.has("recipe")))
                .hasSize(18);
    }
}
