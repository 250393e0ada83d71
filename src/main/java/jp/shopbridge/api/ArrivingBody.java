package jp.shopbridge.api;

import jakarta.servlet.ReadListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * One request's body on its way: takes what is there and never waits, so no thread belongs to it. Of a body that is
 * larger than allowed the rest is thrown away, so that its sender hears why.
 */
final class ArrivingBody implements ReadListener, ApplicationBufferHandler {

    /** What every body may hold without it counting; a webhook is smaller. */
    private static final int FREE = 4096;

    private static final int EMPTY_READS = 1000;

    private final Request request;
    private final long largest;
    private final AtomicLong held;
    private final long begun = System.nanoTime();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable ByteBuffer chunk;
    private long arrived;

    /**
     * A body that may have this many bytes.
     *
     * @param held what all unfinished bodies hold together, which this one adds itself to
     */
    ArrivingBody(Request request, long largest, AtomicLong held) {
        this.request = request;
        this.largest = largest;
        this.held = held;
    }

    @Override
    public void onDataAvailable() throws IOException {
        int empty = 0;
        // In this order: asking a finished request whether there is more would read into the next one.
        while (!request.isFinished() && request.isReady()) {
            int read = request.doRead(this);
            if (read < 0) {
                return;
            }
            if (read == 0 && ++empty > EMPTY_READS) {
                throw new IOException("A body said that there is more, and there was not.");
            }
            ByteBuffer part = chunk;
            if (read > 0 && part != null) {
                take(part);
            }
        }
    }

    private void take(ByteBuffer part) {
        long before = counted();
        arrived += part.remaining();
        if (arrived <= largest) {
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            bytes.writeBytes(copy);
        } else {
            part.position(part.limit());
            bytes.reset();
        }
        held.addAndGet(counted() - before);
    }

    private long counted() {
        return Math.max(0, bytes.size() - FREE);
    }

    boolean isTooLarge() {
        return arrived > largest;
    }

    long arrived() {
        return arrived;
    }

    long millis() {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    /** No longer on its way, however it ended. */
    void ended() {
        held.addAndGet(-counted());
    }

    /** The finished body, for whoever reads the request next. */
    InputBuffer again() {
        byte[] whole = bytes.toByteArray();
        return new InputBuffer() {
            private boolean done;

            @Override
            public int doRead(ApplicationBufferHandler handler) {
                if (done || whole.length == 0) {
                    return -1;
                }
                done = true;
                handler.setByteBuffer(ByteBuffer.wrap(whole));
                return whole.length;
            }

            @Override
            public int available() {
                return done ? 0 : whole.length;
            }
        };
    }

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
        chunk = buffer;
    }

    @Override
    public @Nullable ByteBuffer getByteBuffer() {
        return chunk;
    }

    @Override
    public void expand(int size) {
        // The buffer is the server's own; nothing is kept in it.
    }

    @Override
    public void onAllDataRead() {
        // Whether all has arrived is asked after every part.
    }

    @Override
    public void onError(Throwable thrown) {
        // The connection's end comes as an event of its own.
    }
}
