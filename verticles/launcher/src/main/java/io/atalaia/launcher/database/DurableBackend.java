/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.mvstore.MVStore;

/**
 * Commits the store after every command that may have written, before its answer leaves: by default the store commits once a
 * second, and a kill would lose what was acknowledged since.
 *
 * <p>A write holds the store's lock, so that no commit, neither another connection's nor the store's own, falls into its
 * middle: the file never holds a document without its index entry, which the server could not mend.
 */
final class DurableBackend extends H2Backend {
    /** Everything else counts as a write. */
    private static final Set<String> READING = Set.of(
            "find",
            "getMore",
            "killCursors",
            "count",
            "distinct",
            "hello",
            "isMaster",
            "ismaster",
            "ping",
            "buildInfo",
            "serverStatus",
            "listCollections",
            "listIndexes",
            "endSessions");

    /** The store may tidy its file for so long while it closes; stopping has to end within seconds. */
    private static final int TIDY_MILLIS = 500;

    private final Walk walk;

    DurableBackend(MVStore store) {
        super(store);
        walk = new Walk(store);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new TypedDatabase(name, getMvStore(), getCursorRegistry());
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (READING.contains(command)) {
            return read(channel, database, command, query);
        }
        var answer = new AtomicReference<Document>();
        try {
            getMvStore()
                    .executeFilestoreOperation(
                            () -> answer.set(super.handleCommand(channel, database, command, query)));
        } finally {
            getMvStore().commit();
        }
        return answer.get();
    }

    /** The pages of the version that is being read stay where they are, whatever is written or tidied meanwhile. */
    private Document read(Channel channel, String database, String command, Document query) {
        var version = getMvStore().registerVersionUsage();
        try {
            return walk.answer(database, command, query)
                    .orElseGet(() -> super.handleCommand(channel, database, command, query));
        } finally {
            getMvStore().deregisterVersionUsage(version);
        }
    }

    @Override
    public void close() {
        if (!getMvStore().isClosed() && getMvStore().getFileStore() instanceof TidyFile file) {
            file.tidyAtLast(getMvStore(), TIDY_MILLIS);
        }
        super.close();
    }
}
