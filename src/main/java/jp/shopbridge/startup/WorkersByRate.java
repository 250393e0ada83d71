package jp.shopbridge.startup;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives {@code publishing.concurrency} its number where it says {@code by-rate}: as many listings under way as it takes to use
 * the allowed rate. A new listing costs about three calls one after the other, and an answer of TikTok Shop takes a fifth of a
 * second, so that a call a second needs 0.6 of a worker, and 0.8 so that one is always there when a turn comes. More would
 * only wait for their turn and hold listings reserved.
 */
public final class WorkersByRate implements EnvironmentPostProcessor, Ordered {

    /** The value that asks for it. */
    static final String BY_RATE = "by-rate";

    private static final String WORKERS = "publishing.concurrency";
    private static final String RATE = "publishing.requests-per-second";
    private static final BigDecimal WORKERS_FOR_A_CALL_A_SECOND = new BigDecimal("0.8");
    private static final int FEWEST = 8;
    // The HTTP client keeps 50 connections to TikTok Shop; the others are for price, stock, review and people.
    private static final int MOST = 40;

    /** Made by Spring Boot by its class name. */
    public WorkersByRate() {}

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        settle(environment);
    }

    static void settle(ConfigurableEnvironment environment) {
        if (environment.getProperty(WORKERS, "").equals(BY_RATE)) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "workersByRate",
                            Map.of(WORKERS, String.valueOf(workers(environment.getProperty(RATE, ""))))));
        }
    }

    private static int workers(String rate) {
        if (!rate.strip().matches("\\d{1,6}(\\.\\d{1,6})?")) {
            // The check of the settings says what is wrong with it.
            return FEWEST;
        }
        int enough = new BigDecimal(rate.strip())
                .multiply(WORKERS_FOR_A_CALL_A_SECOND)
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
        return Math.max(FEWEST, Math.min(MOST, enough));
    }
}
