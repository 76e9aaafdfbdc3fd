/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.atalaia.launcher.start.Ladder;
import io.atalaia.launcher.start.Network;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One process of Atalaia: opens the data directory, joins the network, starts the roles in order; stops in reverse. */
public final class Hub implements Startable<Hub.Running> {
    private final Invocation invocation;
    private Configuration config;
    private final Ladder ladder = new Ladder();
    private volatile boolean running;
    private volatile Vertx vertx;
    private volatile DataDirectory data;

    public Hub(Invocation invocation, Configuration config) {
        this.invocation = invocation;
        this.config = config;
    }

    @Override
    public Future<Running> start() {
        var directory = Path.of(config.data().directory()).toAbsolutePath().normalize();
        DataDirectory data;
        try {
            data = DataDirectory.open(directory);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
        try {
            encrypt();
        } catch (RuntimeException e) {
            data.close();
            return Future.failedFuture(e);
        }
        return network().onFailure(cause -> data.close()).compose(network -> climb(network, data));
    }

    private void encrypt() {
        if (invocation.devTls()) {
            var own = invocation.devCertificate(config);
            own.provide();
            config = config.withTls(own);
        }
    }

    private Future<Network> network() {
        String name = nodeName();
        String id = NodeName.idFor(name);
        try {
            return invocation.cluster()
                    ? Network.clustered(clusterXml(), id, name, config.cluster().bus())
                    : Network.alone(id, name);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private String nodeName() {
        return config.node().name().isBlank()
                ? NodeName.ofHost()
                : config.node().name();
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

    private Future<Running> climb(Network network, DataDirectory directory) {
        vertx = network.vertx();
        data = directory;
        var parts = new Parts(network, config, invocation, data.path());
        return ladder.up(parts.foundation())
                .compose(up -> ladder.up(parts.roles()))
                .map(up -> {
                    running = true;
                    return parts.describe();
                });
    }

    @Override
    public CompletionStage<Void> stop() {
        running = false;
        return ladder.down()
                .toCompletionStage()
                .thenCompose(down -> vertx == null
                        ? CompletableFuture.completedStage(null)
                        : vertx.close().toCompletionStage())
                .exceptionally(cause -> null)
                .thenRun(() -> {
                    if (data != null) {
                        data.close();
                    }
                });
    }

    @Override
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
