package jp.shopbridge.deadletter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Counts what is parked, by stage; each figure is there from the start, so that the first one counts as one more than none. */
final class LetterMeters {

    private static final List<String> STAGES = List.of("intake", "publishing", "review");

    private final MeterRegistry meters;

    LetterMeters(MeterRegistry meters) {
        this.meters = meters;
        STAGES.forEach(this::parked);
        STAGES.forEach(this::notWritten);
    }

    Counter parked(String stage) {
        return counter("bridge.deadletter.parked", "Items that were parked, those that were parked again too", stage);
    }

    Counter notWritten(String stage) {
        return counter("bridge.deadletter.not.written", "Items whose failure the database did not take", stage);
    }

    private Counter counter(String name, String description, String stage) {
        return Counter.builder(name)
                .description(description)
                .tag("stage", stage)
                .register(meters);
    }
}
