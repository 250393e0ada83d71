package jp.shopbridge.api.mappings;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.mapping.MappingTrialSettings;
import org.springframework.stereotype.Component;

/** Lets few people at a time try mappings, and lets go of the work when nobody waits for it any more. */
@Component
class MappingTrials {

    private final Semaphore free;
    private final MappingTrialSettings settings;
    private final Clock clock;

    MappingTrials(MappingTrialSettings settings, Clock clock) {
        this.free = new Semaphore(settings.atOnce());
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether somebody still waits for one piece of work. */
    final class Wait {

        private final BooleanSupplier connectionGone;
        private final Instant until = clock.instant().plus(settings.previewDeadline());
        private Instant looked = Instant.MIN;
        private boolean gone;

        private Wait(BooleanSupplier connectionGone) {
            this.connectionGone = connectionGone;
        }

        /** Whether the client has gone away; looked for ten times a second at most. */
        synchronized boolean gone() {
            Instant now = clock.instant();
            if (!gone && now.isAfter(looked.plusMillis(100))) {
                looked = now;
                gone = connectionGone.getAsBoolean();
            }
            return gone;
        }

        /** Ends the work with a failure when it is not worth going on. */
        void endUnlessWanted() {
            if (gone() || Thread.currentThread().isInterrupted()) {
                throw new TransientFailure("MAPPING_TRIAL_ABANDONED", Messages.sentence("MAPPING_TRIAL_ABANDONED"));
            }
            if (clock.instant().isAfter(until)) {
                throw new TransientFailure(
                        "MAPPING_PREVIEW_TOO_LONG",
                        Messages.sentence(
                                "MAPPING_PREVIEW_TOO_LONG",
                                settings.previewDeadline().toSeconds()));
            }
        }
    }

    /** Does the work if there is room. */
    <T> T admitted(ApiRequest request, Function<Wait, T> work) {
        if (!free.tryAcquire()) {
            throw ApiProblem.of(429, "MAPPING_TRIALS_BUSY", Messages.sentence("MAPPING_TRIALS_BUSY", settings.atOnce()))
                    .with("Retry-After", "5");
        }
        try {
            return work.apply(new Wait(request.connectionGone()));
        } finally {
            free.release();
        }
    }
}
