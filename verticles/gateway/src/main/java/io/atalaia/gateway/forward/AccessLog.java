/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line of JSON in a file for each forwarded request, written behind their backs. When the disk is slower than the requests lines
 * are dropped and counted; a file that is full becomes the one of yesterday, of which one is kept. Any thread.
 */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final long EVERY_MILLIS = 250;
    private static final int MOST_WAITING = 4 << 20;

    private final Vertx vertx;
    private final Clock clock;
    private final Path file;
    private final long largest;
    private final WorkerExecutor worker;
    private final Counter dropped;
    private final long timer;
    private final StringBuilder lines = new StringBuilder();
    private Future<?> writing = Future.succeededFuture();
    private volatile boolean failing;

    /** @param file empty for none */
    AccessLog(Vertx vertx, String file, long largest, Clock clock, MeterRegistry meters) {
        this.vertx = vertx;
        this.clock = clock;
        this.file = file.isEmpty() ? null : Path.of(file);
        this.largest = largest;
        dropped = Counter.builder("atalaia_forward_log_dropped")
                .description("Lines of the access log that could not be written")
                .register(meters);
        worker = this.file == null ? null : vertx.createSharedWorkerExecutor("atalaia-forward-log", 1);
        timer = this.file == null ? -1 : vertx.setPeriodic(EVERY_MILLIS, tick -> write());
    }

    void add(Way way, String instance, Outcome outcome, boolean twice, long tookNanos) {
        if (file == null) {
            return;
        }
        long now = clock.millis();
        synchronized (this) {
            if (lines.length() > MOST_WAITING) {
                dropped.increment();
            } else {
                AccessLine.write(lines, way, instance, outcome, twice, tookNanos, now);
            }
        }
    }

    private synchronized void write() {
        if (lines.length() > 0 && writing.isComplete()) {
            String text = lines.toString();
            lines.setLength(0);
            writing = worker.executeBlocking(() -> append(text)).onComplete(written -> heed(written.cause()));
        }
    }

    private Void append(String text) throws IOException {
        if (Files.exists(file) && Files.size(file) + text.length() > largest) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.write(
                file,
                text.getBytes(StandardCharsets.ISO_8859_1),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
        return null;
    }

    private void heed(Throwable cause) {
        if (cause != null && !failing) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("cause", cause.toString())
                    .log("the access log of forwarded requests cannot be written");
        }
        failing = cause != null;
    }

    /** Writes what is left. */
    Future<?> close() {
        if (file == null) {
            return Future.succeededFuture();
        }
        vertx.cancelTimer(timer);
        Future<?> running;
        synchronized (this) {
            running = writing;
        }
        return running.transform(done -> {
                    write();
                    synchronized (this) {
                        return writing.otherwiseEmpty();
                    }
                })
                .eventually(worker::close);
    }
}
