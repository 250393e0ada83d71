package jp.shopbridge.futureshop;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import jp.shopbridge.cluster.LiveInstances;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps every client ID within futureshop's limit, token calls included (facts: rate limit). No bursts; the limit is shared
 * evenly among the living instances. A gap is 2 % longer than the limit asks, so that the network's jitter cannot shorten it
 * below.
 */
@Component
public class FutureshopRate {

    private static final BigDecimal NANOS_WITH_MARGIN = new BigDecimal(1_020_000_000L);

    private final BigDecimal requestsPerSecond;
    private final LiveInstances instances;
    private final ConcurrentMap<String, Pace> paces = new ConcurrentHashMap<>();

    FutureshopRate(FutureshopSettings settings, LiveInstances instances) {
        this.requestsPerSecond = settings.requestsPerSecond();
        this.instances = instances;
    }

    /** Waits until the client may send its next request. */
    void await(String clientId) throws InterruptedIOException {
        if (requestsPerSecond.signum() <= 0) {
            return;
        }
        try {
            paces.compute(clientId, (client, pace) -> adapted(pace))
                    .bucket
                    .asBlocking()
                    .consume(1);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted =
                    new InterruptedIOException("Waiting for futureshop's rate limit was interrupted.");
            interrupted.initCause(stopping);
            throw interrupted;
        }
    }

    private Pace adapted(@Nullable Pace pace) {
        int living = instances.count();
        if (pace == null) {
            return new Pace(Bucket.builder().addLimit(limit(living)).build(), living);
        }
        if (pace.living != living) {
            BucketConfiguration shared =
                    BucketConfiguration.builder().addLimit(limit(living)).build();
            pace.bucket.replaceConfiguration(shared, TokensInheritanceStrategy.AS_IS);
            return new Pace(pace.bucket, living);
        }
        return pace;
    }

    private Bandwidth limit(int living) {
        Duration gap = Duration.ofNanos(NANOS_WITH_MARGIN
                .multiply(BigDecimal.valueOf(living))
                .divide(requestsPerSecond, 0, RoundingMode.CEILING)
                .longValueExact());
        return Bandwidth.builder().capacity(1).refillGreedy(1, gap).build();
    }

    private record Pace(Bucket bucket, int living) {}
}
