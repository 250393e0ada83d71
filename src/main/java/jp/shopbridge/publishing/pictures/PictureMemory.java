package jp.shopbridge.publishing.pictures;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.ThrottledFailure;
import org.springframework.stereotype.Component;

/**
 * Shares out the memory that pictures may take, so that no number and no size of them can fill the heap: one budget for the
 * files under way, one for what is decoded. What does not fit waits its turn. Nobody who decodes waits for a file's share,
 * so the two cannot block each other.
 */
@Component
class PictureMemory {

    /** A semaphore counts in int; a share is given in such steps. */
    private static final int STEP = 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Semaphore files;
    private final Semaphore decoding;
    private final long largestDecoded;

    PictureMemory(ImageSettings settings) {
        files = new Semaphore(steps(settings.fileMemory().toBytes()), true);
        long set = settings.decodingMemory().toBytes();
        largestDecoded = set > 0 ? set : Runtime.getRuntime().maxMemory() / 4;
        decoding = new Semaphore(steps(largestDecoded), true);
    }

    /** What one decoded picture may take at most, in bytes. */
    long largestDecoded() {
        return largestDecoded;
    }

    /** An empty share for a file; it grows as the file arrives and is given back whole. */
    Share share() {
        return new Share();
    }

    /** One file's share. Used by one thread at a time. */
    final class Share implements AutoCloseable {

        private int held;

        /**
         * Takes so many bytes more, after a wait if need be.
         *
         * @throws ThrottledFailure when too many other files are under way
         */
        void grow(long bytes, long waitNanos) {
            int more = steps(bytes);
            take(files, more, Math.max(0, waitNanos));
            held += more;
        }

        /** Gives everything back; a second time does nothing. */
        @Override
        public void close() {
            files.release(held);
            held = 0;
        }
    }

    /**
     * Decodes within the budget.
     *
     * @param bytes what it takes at most; not more than {@link #largestDecoded()}
     * @throws ThrottledFailure when the other pictures did not leave room in time
     */
    <T> T decoding(long bytes, Callable<T> work) throws Exception {
        int needed = Math.min(steps(bytes), steps(largestDecoded));
        take(decoding, needed, PATIENCE.toNanos());
        try {
            return work.call();
        } finally {
            decoding.release(needed);
        }
    }

    private static void take(Semaphore budget, int steps, long waitNanos) {
        try {
            if (!budget.tryAcquire(steps, waitNanos, TimeUnit.NANOSECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static ThrottledFailure busy() {
        return new ThrottledFailure("PUBLISHING_IMAGE_WAITS", Messages.sentence("PUBLISHING_IMAGE_WAITS"), AGAIN);
    }

    private static int steps(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, (bytes + STEP - 1) / STEP);
    }
}
