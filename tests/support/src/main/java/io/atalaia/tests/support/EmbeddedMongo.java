/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.support;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.mvstore.MVStore;

/** The embedded MongoDB server, on a free port of the loopback. */
public final class EmbeddedMongo implements AutoCloseable {
    private final MongoServer server;
    private final String uri;

    private EmbeddedMongo(H2Backend backend) {
        server = new MongoServer(backend);
        server.bind("127.0.0.1", 0);
        uri = "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
    }

    public static EmbeddedMongo inMemory() {
        return new EmbeddedMongo(H2Backend.inMemory());
    }

    /** Keeps what is written in a file, so that another server can open it once this one is closed. */
    public static EmbeddedMongo inFile(Path file) {
        return new EmbeddedMongo(new H2Backend(file.toString()));
    }

    /** The same as it runs in production: compressed, and committed after every command that may have written. */
    public static EmbeddedMongo durable(Path file) {
        var store = new MVStore.Builder()
                .fileName(file.toString())
                .compress()
                .cacheSize(16)
                .autoCommitBufferSize(0)
                .open();
        return new EmbeddedMongo(new Committing(store));
    }

    private static final class Committing extends H2Backend {
        private static final Set<String> READING = Set.of("find", "getMore", "ping", "hello", "isMaster", "ismaster");

        Committing(MVStore store) {
            super(store);
        }

        @Override
        public Document handleCommand(Channel channel, String database, String command, Document query) {
            if (READING.contains(command)) {
                return super.handleCommand(channel, database, command, query);
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
    }

    public String uri() {
        return uri;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
