/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A server that speaks MongoDB's protocol and keeps its data in one file, {@code database/atalaia.mv.db} below the data
 * directory. It listens on loopback alone, where every user of this machine can reach it. What it acknowledged outlives
 * {@code kill -9}; a power cut may cost what the operating system had not yet written.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private final MongoServer server;
    private final PortFile portFile;

    private EmbeddedDatabase(MongoServer server, PortFile portFile) {
        this.server = server;
        this.portFile = portFile;
        portFile.write(server.getLocalAddress().getPort());
    }

    /**
     * Opens the file, making it when there is none, and listens. Blocks.
     *
     * @param port 0 takes any free one
     * @throws IllegalStateException with a sentence for the operator; nothing is left open, no file overwritten
     */
    public static EmbeddedDatabase open(Path dataDirectory, int port) {
        var backend = StoreFile.open(file(dataDirectory));
        var server = new MongoServer(backend);
        try {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new EmbeddedDatabase(server, new PortFile(dataDirectory));
        } catch (Exception e) { // Netty throws the socket's own IOException, undeclared
            server.shutdownNow();
            throw new IllegalStateException(
                    "database.port = " + port + " cannot be used: " + reason(e)
                            + "; name another, or 0 for any free one",
                    e);
        }
    }

    private static Path file(Path dataDirectory) {
        Path folder = dataDirectory.resolve("database");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IllegalStateException("the folder " + folder + " of the database cannot be made: " + e, e);
        }
        return folder.resolve("atalaia.mv.db");
    }

    private static String reason(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    public String uri() {
        return "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
    }

    /** Ends every connection, then closes the file. Blocks for a second or two at most. Safe to call twice. */
    @Override
    public void close() {
        portFile.remove();
        server.shutdownNow();
    }
}
