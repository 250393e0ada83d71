package jp.shopbridge.sandbox.futureshop;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/** Writes and reads read positions: opaque to callers, bound to the filters they were given for, and short-lived. */
final class Cursors {

    private final Clock clock;
    private final Duration lifetime;
    private volatile int generation;

    Cursors(Clock clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** A cursor that continues at this index under these filters. */
    String write(long index, String filters) {
        String content =
                index + "|" + clock.millis() + "|" + generation + "|" + Integer.toHexString(filters.hashCode());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((content + "|" + checksum(content)).getBytes(StandardCharsets.US_ASCII));
    }

    /** The index a cursor continues at; empty when it is none of ours, has expired or belongs to other filters. */
    OptionalLong read(String cursor, String filters) {
        String[] parts;
        try {
            parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split("\\|", -1);
        } catch (IllegalArgumentException notBase64) {
            return OptionalLong.empty();
        }
        if (parts.length != 5
                || !parts[4].equals(checksum(parts[0] + "|" + parts[1] + "|" + parts[2] + "|" + parts[3]))) {
            return OptionalLong.empty();
        }
        boolean inTime = clock.millis() <= Long.parseLong(parts[1]) + lifetime.toMillis();
        boolean thisGeneration = parts[2].equals(Integer.toString(generation));
        boolean sameFilters = parts[3].equals(Integer.toHexString(filters.hashCode()));
        return inTime && thisGeneration && sameFilters
                ? OptionalLong.of(Long.parseLong(parts[0]))
                : OptionalLong.empty();
    }

    /** Refuses every cursor handed out so far. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // written under the monitor, read anywhere
    synchronized void expireAll() {
        generation++;
    }

    private static String checksum(String content) {
        CRC32 crc = new CRC32();
        crc.update(("sandbox" + content).getBytes(StandardCharsets.US_ASCII));
        return Long.toHexString(crc.getValue());
    }
}
