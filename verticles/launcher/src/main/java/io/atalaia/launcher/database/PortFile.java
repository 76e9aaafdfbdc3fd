/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file {@code database.port} in a data directory: where the embedded database listens while it runs. */
public final class PortFile {
    private static final Logger LOG = LoggerFactory.getLogger(PortFile.class);

    private final Path file;

    public PortFile(Path dataDirectory) {
        file = dataDirectory.resolve("database.port");
    }

    /** Commands cannot reach the database without it; everything else can. */
    void write(int port) {
        try {
            Files.writeString(file, port + "\n");
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .setCause(e)
                    .log("where the database listens cannot be written: backup will not find it");
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("file", file).setCause(e).log("the port's file could not be removed");
        }
    }

    /** The address of the database of a process that runs; what a killed one left behind leads nowhere. */
    public Optional<String> uri() {
        try {
            int port = Integer.parseInt(Files.readString(file).strip());
            return Optional.of("mongodb://127.0.0.1:" + port);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
