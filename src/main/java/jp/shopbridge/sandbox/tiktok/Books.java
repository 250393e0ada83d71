package jp.shopbridge.sandbox.tiktok;

import java.math.BigInteger;
import java.nio.file.Path;
import jp.shopbridge.sandbox.SandboxStore;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The maps in which the world's state is kept. Whoever changes them commits before answering, so that a process killed right
 * after an answer still knows what it said.
 */
final class Books implements AutoCloseable {

    private static final BigInteger FIRST_ID = new BigInteger("1729592969712207000");

    private final MVStore store;
    private final MVMap<String, String> notes;

    Books(@Nullable Path directory) {
        store = SandboxStore.open(directory, "tiktok");
        notes = store.openMap("notes");
    }

    MVMap<String, String> map(String name) {
        return store.openMap(name);
    }

    MVMap<String, byte[]> bytes(String name) {
        return store.openMap(name);
    }

    void commit() {
        store.commit();
    }

    /** Small values by name; empty when never noted. */
    String note(String name) {
        return notes.getOrDefault(name, "");
    }

    void note(String name, String value) {
        notes.put(name, value);
    }

    /** The next number of a counter, beginning with 1. */
    synchronized long next(String counter) {
        long next = Long.parseLong(notes.getOrDefault(counter, "0")) + 1;
        notes.put(counter, String.valueOf(next));
        return next;
    }

    /** A new id as TikTok gives them: 19 digits, beyond what a double can hold, ascending. */
    String nextId() {
        return FIRST_ID.add(BigInteger.valueOf(next("ids") * 4)).toString();
    }

    @Override
    public void close() {
        store.close();
    }
}
