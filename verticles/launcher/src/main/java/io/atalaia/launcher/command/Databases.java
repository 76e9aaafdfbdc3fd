/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.launcher.Configuration;
import io.atalaia.launcher.DataDirectory;
import io.atalaia.launcher.database.EmbeddedDatabase;
import io.atalaia.launcher.database.PortFile;
import io.atalaia.launcher.database.backup.Store;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Reaches the database that the configuration means, whether a hub runs or not. */
final class Databases implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Configuration config;
    private final Path directory;

    Databases(Configuration config) {
        this.config = config;
        directory = Path.of(config.data().directory()).toAbsolutePath().normalize();
    }

    /** The MongoDB that is named; else the embedded database of the hub that runs; else its file. */
    Store forReading() {
        return elsewhere() ? store(config.storage().mongo().uri()) : store(runningOrOpened());
    }

    /** Where clients reach the same. */
    String uri() {
        return elsewhere() ? config.storage().mongo().uri() : runningOrOpened();
    }

    /**
     * The same, but not that of a hub that runs: it would not know of it.
     *
     * @throws IllegalStateException with a sentence when one runs
     */
    Store forReplacing() {
        return elsewhere() ? store(config.storage().mongo().uri()) : store(opened());
    }

    private boolean elsewhere() {
        return !config.storage().mongo().uri().isEmpty();
    }

    private String runningOrOpened() {
        try {
            return opened();
        } catch (IllegalStateException inUse) {
            return new PortFile(directory).uri().orElseThrow(() -> inUse);
        }
    }

    private String opened() {
        opened.push(DataDirectory.open(directory));
        var database = EmbeddedDatabase.open(directory, 0);
        opened.push(database);
        return database.uri();
    }

    private Store store(String uri) {
        var store = new Store(uri, config.storage().mongo().database());
        opened.push(store);
        return store;
    }

    @Override
    public void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
