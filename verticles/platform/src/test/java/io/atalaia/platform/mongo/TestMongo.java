/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import io.atalaia.tests.support.FreePorts;
import java.net.InetSocketAddress;
import org.h2.mvstore.MVStore;

/**
 * The embedded server in memory; it can go away and come back with everything it held, on the same port: one that the kernel gives
 * to nobody meanwhile.
 */
final class TestMongo implements AutoCloseable {
    private final H2Backend backend = new Kept();
    private final InetSocketAddress address = new InetSocketAddress("127.0.0.1", FreePorts.next());
    private MongoServer server;

    TestMongo() {
        comeBack();
    }

    String uri() {
        return "mongodb://127.0.0.1:" + address.getPort();
    }

    void goAway() {
        server.shutdownNow();
    }

    void comeBack() {
        server = new MongoServer(backend);
        server.bind(address);
    }

    @Override
    public void close() {
        server.shutdownNow();
        backend.getMvStore().close();
    }

    /** Survives the server, which closes its backend when it shuts down. */
    private static final class Kept extends H2Backend {
        Kept() {
            super(MVStore.open(null));
        }

        @Override
        public void close() {}
    }
}
