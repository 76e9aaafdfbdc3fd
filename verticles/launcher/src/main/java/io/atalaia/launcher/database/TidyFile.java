/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SingleFileStore;

/**
 * The database's file, which gives back the space of pages that nothing refers to any more. Every write leaves some: the pages
 * that it replaced, and the blocks of an hour that was packed. Chunks of the file that hold little are written anew, and
 * chunks at its end move into holes, in steps of some megabytes, by the store's own background thread.
 *
 * <p>A kill at any moment is harmless: what moves lies in both places until the file tells of the new one.
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
        if (ended || System.nanoTime() - last < EVERY_NANOS) {
            return;
        }
        step(store, WRITTEN_AT_ONCE);
        last = System.nanoTime();
    }

    /** Both take the store's locks themselves, and give them up in between: called with one held, they would wait for ever. */
    @CanIgnoreReturnValue
    private boolean step(MVStore store, int bytes) {
        boolean written = rewriteChunks(bytes, ALIVE);
        compactMoveChunks(TAKEN, MOVED_AT_ONCE, store);
        return written;
    }

    /**
     * Before the store is closed: as much as there is time for, and what was written in the last seconds as well. Waits for a step
     * that is under way; none follows.
     */
    synchronized void tidyAtLast(MVStore store, long millis) {
        if (ended) {
            return;
        }
        ended = true;
        setRetentionTime(0);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (step(store, WRITTEN_AT_LAST) && System.nanoTime() - end < 0) {
            nextVersion(store);
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
