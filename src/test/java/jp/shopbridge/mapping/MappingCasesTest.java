package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every case beside the shipped mappings as a test of its own, named by its sentence. */
class MappingCasesTest {

    private static final MappingSource SHIPPED = MappingSource.directory(Path.of("mappings"));

    @TestFactory
    Stream<DynamicTest> cases() {
        Findings findings = new Findings();
        MappingSet set = MappingSet.parse(SHIPPED.read(), findings);
        return set.cases().stream()
                .map(one -> DynamicTest.dynamicTest(one.mapping() + ": " + one.name(), () -> assertThat(
                                CaseRun.difference(one, set.mapping(one.mapping())))
                        .as("%s", one.at())
                        .isEmpty()));
    }

    @Test
    void shippedMappingsHaveNoFindings() {
        assertThat(Mappings.load(SHIPPED).warnings()).isEmpty();
    }

    @Test
    void packedMappingsAreTheOnesInTheFolder() {
        assertThat(Mappings.load(MappingSource.packed()).version())
                .isEqualTo(Mappings.load(SHIPPED).version());
    }
}
