/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SingleFileStore;

/**
 * The database's file, in which the space of pages that nothing refers to any more is used again. Every write leaves some: the
 * pages that it replaced, and the blocks of an hour that was packed. Chunks of the file that hold little are written anew, a
 * megabyte at a time, by the store's own background thread; later writes go into the holes. The file becomes shorter when it is
 * closed.
 *
 * <p>A kill at any moment is harmless: what is written anew lies in both places until the file tells of the new one, and the old one
 * is kept for 45 seconds more.
 */
final class TidyFile extends SingleFileStore {
    private static final int CACHE_MEGABYTES = 16;
    /** Percent: a chunk of which no more is alive is written anew; one that is fuller costs more than it gives back. */
    private static final int ALIVE = 75;
    /** Percent of the file that has something in it. */
    private static final int TAKEN = 92;

    private static final int WRITTEN_AT_ONCE = 1 << 20;
    private static final int WRITTEN_AT_LAST = 16 << 20;
    private static final long MOVED_AT_ONCE = 8L << 20;
    /** Each step keeps commands waiting for some tens of milliseconds. */
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long last = System.nanoTime();
    private boolean ended;

    TidyFile() {
        super(Map.of("cacheSize", CACHE_MEGABYTES));
    }

    /**
     * Called ten times a second. The store's own housekeeping would do nothing: it is bounded by the buffer after which the
     * store commits by itself, and {@link StoreFile} allows none.
     */
    @Override
    protected synchronized void doHousekeeping(MVStore store) {
        if (!ended && System.nanoTime() - last >= EVERY_NANOS) {
            // With the store's locks held, as its own housekeeping would: no command may write meanwhile.
            store.executeFilestoreOperation(() -> {
                rewriteChunks(WRITTEN_AT_ONCE, ALIVE);
                dropUnusedChunks();
            });
            last = System.nanoTime();
        }
    }

    /**
     * Before the store is closed: as much as there is time for, and what was written in the last seconds as well. Waits for
     * housekeeping that is under way; none follows.
     */
    void tidyAtLast(MVStore store, long millis) {
        // The background thread ends with this, and would otherwise commit in the middle of what follows.
        store.setAutoCommitDelay(0);
        synchronized (this) {
            if (!ended) {
                ended = true;
                tidy(store, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
            }
        }
    }

    private void tidy(MVStore store, long end) {
        setRetentionTime(0);
        while (rewriteChunks(WRITTEN_AT_LAST, ALIVE) && System.nanoTime() - end < 0) {
            nextVersion(store);
            compactMoveChunks(TAKEN, MOVED_AT_ONCE, store);
        }
        // A chunk is given back two versions after the one that emptied it.
        nextVersion(store);
        nextVersion(store);
        compactMoveChunks(TAKEN, MOVED_AT_ONCE, store);
    }

    /** The store makes none where nothing was changed. */
    private static void nextVersion(MVStore store) {
        store.setStoreVersion(store.getStoreVersion());
        store.commit();
    }
}
