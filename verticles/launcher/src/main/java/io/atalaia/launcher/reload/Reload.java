/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.reload;

import io.atalaia.platform.config.ConfigException;
import io.atalaia.platform.config.ConfigLoader.Effective;
import io.atalaia.platform.config.ConfigLoader.Loaded;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the operator's file anew within seconds after it was changed, and applies what may change while a process runs:
 * {@code log} and {@code gateway.limits}. A file with an error changes nothing, and neither does one that is away.
 */
public final class Reload<R extends Record> {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);
    private static final long EVERY_MILLIS = 2_000;
    private static final List<String> LIVE = List.of("log.", "gateway.limits.");

    private final Vertx vertx;
    private final Path file;
    private final Supplier<Loaded<R>> load;
    private final Consumer<R> apply;
    private Optional<Stamp> seen;
    private Map<String, Effective> held;
    private long timer = -1;
    private boolean looking;

    /** How a file looks from outside. */
    private record Stamp(long modified, long bytes, Object key) {}

    /**
     * @param file of the operator
     * @param load reads it and everything around it; throws {@link ConfigException}
     * @param apply is handed a valid configuration, on an event loop
     */
    public Reload(Vertx vertx, Path file, Supplier<Loaded<R>> load, Consumer<R> apply) {
        this.vertx = vertx;
        this.file = file;
        this.load = load;
        this.apply = apply;
    }

    /** Blocks for as long as reading a small file takes. */
    public void open() {
        seen = stamp();
        held = load.get().effective();
        timer = vertx.setPeriodic(EVERY_MILLIS, tick -> look());
    }

    public void close() {
        vertx.cancelTimer(timer);
    }

    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        vertx.executeBlocking(this::changed, false)
                .onSuccess(changed -> changed.ifPresent(this::take))
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue("file", file)
                        .addKeyValue("cause", cause.getMessage())
                        .log("the changed configuration is not valid, and the one before goes on"))
                .onComplete(looked -> looking = false);
    }

    private Optional<Loaded<R>> changed() {
        Optional<Stamp> now = stamp();
        if (now.isEmpty() || now.equals(seen)) {
            return Optional.empty();
        }
        seen = now;
        return Optional.of(load.get());
    }

    private Optional<Stamp> stamp() {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(
                    new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey()));
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    private void take(Loaded<R> loaded) {
        var applied = new ArrayList<String>();
        var later = new ArrayList<String>();
        loaded.effective().forEach((key, effective) -> {
            if (!effective.value().equals(held.get(key).value())) {
                (LIVE.stream().anyMatch(key::startsWith) ? applied : later).add(key);
            }
        });
        held = loaded.effective();
        if (!applied.isEmpty()) {
            apply.accept(loaded.config());
            LOG.atInfo().addKeyValue("keys", applied).log("configuration changed");
        }
        if (!later.isEmpty()) {
            LOG.atWarn().addKeyValue("keys", later).log("these keys are read at the next start alone");
        }
    }
}
