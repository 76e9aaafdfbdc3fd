/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.ClusterFile;
import io.atalaia.tests.support.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** A cluster of processes on the loopback, each node with a name, a data directory and ports of its own. */
final class Nodes implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(150);
    static final String TOKEN = "a-token-for-this-cluster-alone";
    private static final int MOST = 4;

    private final Path directory;
    private final String cluster;
    private final int databasePort = FreePorts.next();
    private final Map<String, Integer> gatewayPorts = new HashMap<>();
    private final Map<String, AtalaiaProcess> processes = new HashMap<>();

    Nodes(Path directory) {
        this.directory = directory;
        cluster = ClusterFile.write(directory, MOST).toString();
    }

    /**
     * Starts a node, or starts it anew, and does not wait for it. Two that join at once on a busy machine may form two clusters
     * first, and while these merge nobody is let in.
     */
    AtalaiaProcess start(String name, String roles, String... more) {
        var arguments = new ArrayList<>(List.of("run", "--cluster", "--roles", roles));
        set(arguments, "node.name=" + name);
        set(arguments, "data.directory=" + name);
        set(arguments, "cluster.config=" + cluster);
        set(arguments, "gateway.port=" + port(name));
        // A machine that is busy is slow; what is lost on the way never comes.
        set(arguments, "gateway.patience=20s");
        set(arguments, "gateway.ingest.tokens.test=" + TOKEN);
        set(
                arguments,
                roles.contains("database")
                        ? "database.port=" + databasePort
                        : "storage.mongo.uri=mongodb://127.0.0.1:" + databasePort);
        arguments.addAll(Arrays.asList(more));
        var process = AtalaiaProcess.startWithHeap("256m", directory, arguments.toArray(String[]::new));
        processes.put(name, process);
        return process;
    }

    private static void set(List<String> arguments, String assignment) {
        arguments.add("--set");
        arguments.add(assignment);
    }

    /** As an operator's service stops a program. */
    void stop(String name) {
        processes.get(name).signal("TERM");
        int code = processes.get(name).exit(Duration.ofSeconds(60));
        if (code != 0) {
            throw new AssertionError(
                    name + " ended with " + code + ": " + processes.get(name).errors());
        }
    }

    void kill(String name) {
        processes.get(name).kill();
    }

    /** The port of a node's gateway, also before it has one. */
    int port(String name) {
        return gatewayPorts.computeIfAbsent(name, first -> FreePorts.next());
    }

    Api api(String name) {
        return new Api(port(name));
    }

    /** The names of the nodes that carry a role, as the gateway of a node sees it. */
    Set<String> carrying(String role, String through) {
        return api(through)
                .tryGet("/api/v1/cluster")
                .map(cluster -> stream(cluster.path("nodes"))
                        .filter(node -> stream(node.path("roles"))
                                .anyMatch(one -> one.path("role").asText().equals(role)))
                        .map(node -> node.path("name").asText())
                        .collect(Collectors.toCollection(TreeSet::new)))
                .orElseGet(TreeSet::new);
    }

    void awaitCarrying(String role, String through, String... nodes) {
        Awaitility.await(role + " on " + Arrays.toString(nodes))
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> carrying(role, through).equals(Set.of(nodes)));
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public void close() {
        processes.values().forEach(AtalaiaProcess::close);
    }
}
