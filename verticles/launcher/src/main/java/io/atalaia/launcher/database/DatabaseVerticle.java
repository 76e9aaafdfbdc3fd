/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs the embedded database for as long as it is deployed. */
public final class DatabaseVerticle extends VerticleBase {
    /** Opening reads a file of up to some gigabytes; Vert.x warns of what takes longer than this. */
    private static final long MOST_SECONDS = 60;

    private final DatabaseConfig config;
    private final Path dataDirectory;
    /**
     * Held in a field for a reason: Vert.x closes an executor that nobody refers to any more, and the interrupt that goes with
     * it closes the file under the thread that is opening it.
     */
    private WorkerExecutor worker;

    private volatile EmbeddedDatabase database;

    public DatabaseVerticle(DatabaseConfig config, Path dataDirectory) {
        this.config = config;
        this.dataDirectory = dataDirectory;
    }

    @Override
    public Future<?> start() {
        worker = vertx.createSharedWorkerExecutor("atalaia-database", 1, MOST_SECONDS, TimeUnit.SECONDS);
        return worker.executeBlocking(() -> EmbeddedDatabase.open(dataDirectory, config.port()))
                .map(opened -> database = opened);
    }

    @Override
    public Future<?> stop() {
        return worker.executeBlocking(() -> {
                    database.close();
                    return null;
                })
                .eventually(worker::close);
    }

    /** Where clients reach it; known once the verticle is deployed. From any thread. */
    public String uri() {
        return database.uri();
    }
}
