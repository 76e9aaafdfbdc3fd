/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.support;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.nio.file.Path;

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

    public String uri() {
        return uri;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
