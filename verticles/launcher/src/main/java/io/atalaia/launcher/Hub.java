/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.atalaia.launcher.start.Ladder;
import io.atalaia.launcher.start.Network;
import io.atalaia.launcher.start.Step;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;

/** One process of Atalaia: opens the data directory, joins the network, starts the roles in order; stops in reverse. */
public final class Hub {
    private final Invocation invocation;
    private final Configuration config;
    private final Ladder ladder = new Ladder();
    private volatile boolean running;

    public Hub(Invocation invocation, Configuration config) {
        this.invocation = invocation;
        this.config = config;
    }

    /** Fails with a cause whose message is a sentence where a person can mend it; nothing is left open then. */
    public Future<Running> start() {
        var directory = Path.of(config.data().directory()).toAbsolutePath().normalize();
        DataDirectory data;
        try {
            data = DataDirectory.open(directory);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
        return network()
                .onFailure(cause -> data.close())
                .compose(vertx -> climb(vertx, data))
                .onSuccess(up -> running = true);
    }

    private Future<Vertx> network() {
        try {
            return invocation.cluster() ? Network.clustered(clusterXml()) : Network.alone();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private String clusterXml() {
        String file = config.cluster().config();
        if (file.isEmpty()) {
            return Packaged.text(Packaged.CLUSTER);
        }
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException("cluster.config = " + file + " cannot be read", e);
        }
    }

    private Future<Running> climb(Vertx vertx, DataDirectory data) {
        String name = config.node().name().isBlank()
                ? NodeName.ofHost()
                : config.node().name();
        var parts = new Parts(vertx, config, invocation, name, data.path());
        var steps = new ArrayList<Step>();
        steps.add(new Step("data directory", () -> Future.succeededFuture(() -> closed(data))));
        steps.add(new Step("network", () -> Future.succeededFuture(vertx::close)));
        steps.addAll(parts.steps());
        return ladder.up(steps).map(up -> parts.describe());
    }

    private static Future<Void> closed(DataDirectory data) {
        data.close();
        return Future.succeededFuture();
    }

    /** Never fails; safe to call before, during and after the start. */
    public Future<Void> stop() {
        running = false;
        return ladder.down();
    }

    public boolean running() {
        return running;
    }

    /**
     * What runs.
     *
     * @param database where the samples are kept, without secrets
     * @param address what a browser opens; null without a gateway
     */
    public record Running(
            String nodeName,
            boolean clustered,
            Set<Role> roles,
            String dataDirectory,
            String database,
            String address,
            boolean insecure) {}
}
