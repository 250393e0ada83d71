package jp.shopbridge.intake;

import java.util.Arrays;

/**
 * Product numbers by their 64-bit hashes: 16 bytes a number at most, however long it is. Two numbers are taken for one about
 * once in 10¹³ products; what follows from that is an absence or a repetition overlooked until the next full scan.
 */
final class NumberSet {

    private static final long FREE = 0;

    private long[] slots = new long[1024];
    private int size;

    /** Adds a number; answers whether it was new. */
    boolean add(String number) {
        if (2 * (size + 1) > slots.length) {
            grow();
        }
        boolean added = put(slots, hash(number));
        if (added) {
            size++;
        }
        return added;
    }

    boolean contains(String number) {
        long hash = hash(number);
        int at = slot(slots, hash);
        while (slots[at] != FREE) {
            if (slots[at] == hash) {
                return true;
            }
            at = (at + 1) & (slots.length - 1);
        }
        return false;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        Arrays.stream(slots).filter(hash -> hash != FREE).forEach(hash -> put(larger, hash));
        slots = larger;
    }

    private static boolean put(long[] into, long hash) {
        int at = slot(into, hash);
        while (into[at] != FREE) {
            if (into[at] == hash) {
                return false;
            }
            at = (at + 1) & (into.length - 1);
        }
        into[at] = hash;
        return true;
    }

    private static int slot(long[] of, long hash) {
        return (int) (hash ^ (hash >>> 32)) & (of.length - 1);
    }

    /** FNV-1a over the characters, mixed once more so that near numbers lie far apart; never the mark of a free slot. */
    private static long hash(String number) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < number.length(); i++) {
            hash = (hash ^ number.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        return hash == FREE ? 1 : hash;
    }
}
