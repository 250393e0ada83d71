package jp.shopbridge.staging.database;

import java.time.Duration;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/**
 * Makes the file of a running H2 as small as what is in it. By itself H2 reuses what became free, but moves no piece that is
 * larger than a few megabytes, so that a file never shrinks from what an import or a busy hour made of it, not even when it
 * is closed. Done in steps that hold up writers for a fraction of a second each; a kill in between costs nothing, as each step
 * is on the disk before the next one overwrites anything.
 */
final class Compaction {

    /** How much is moved while writers wait. */
    private static final long STEP = 16L * 1024 * 1024;

    /** H2's own: for so long, in milliseconds, it overwrites nothing that a power cut may still need. */
    private static final int RETENTION = 45_000;

    /** Less is what those who go on writing add in the meantime. */
    private static final long WORTH_IT = 512L * 1024;

    private static final int DENSE = 95;

    private Compaction() {}

    /**
     * Compacts until nothing gets noticeably smaller.
     *
     * @param longest after which no further step begins
     * @return the size of the file in bytes afterwards
     */
    static long run(MVStore store, Duration longest) {
        if (!(store.getFileStore() instanceof RandomAccessStore file)) {
            return 0;
        }
        long until = System.nanoTime() + longest.toNanos();
        try {
            int vain = 0;
            while (vain < 2 && System.nanoTime() < until && !store.isClosed()) {
                long before = file.size();
                store.compactFile(0);
                file.compactMoveChunks(DENSE, STEP, store);
                vain = before - file.size() > WORTH_IT ? 0 : vain + 1;
            }
        } finally {
            store.setRetentionTime(RETENTION);
        }
        return file.size();
    }
}
