package jp.shopbridge.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class WorkersByRateTest {

    @ParameterizedTest
    @CsvSource({"5, 8", "13.4, 11", "50, 40", "500, 40", "fast, 8", "-3, 8"})
    void takesAsManyWorkersAsTheRateNeedsWithinBounds(String rate, String workers) {
        assertThat(settled("by-rate", rate)).isEqualTo(workers);
    }

    @Test
    void leavesANumberThatSomebodyChose() {
        assertThat(settled("3", "50")).isEqualTo("3");
    }

    private static String settled(String workers, String rate) {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("publishing.concurrency", workers)
                .withProperty("publishing.requests-per-second", rate);
        WorkersByRate.settle(environment);
        return environment.getRequiredProperty("publishing.concurrency");
    }
}
