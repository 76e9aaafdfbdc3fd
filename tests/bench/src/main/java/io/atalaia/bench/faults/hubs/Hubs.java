/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.hubs;

import io.atalaia.bench.faults.net.Host;
import io.atalaia.bench.faults.net.Network;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Three hubs in a cluster, each role but the database on two of them; the database and two agents on hosts of their own. */
public final class Hubs implements AutoCloseable {
    public static final int GATEWAY = 8080;
    public static final int DNS = 8600;
    /** Of Hazelcast. */
    public static final int MEMBERS = 5701;

    private static final String DATABASE = "database";
    private static final String HEAP = "256m";
    private static final String TOKEN = "a-token-for-faults-alone";
    private static final String CLUSTER = "faults";

    public static final Map<String, List<String>> ROLES = rolesOfHubs();

    private final Path folder;
    private final Network network;
    private final int databasePort = FreePorts.next();
    private final String databaseAddress;
    private final Running database;
    private final Map<String, Running> hubs = new LinkedHashMap<>();
    private final List<Agent> agents;

    /** @param folder for everything; emptied by whoever made it */
    public Hubs(Path folder, Network network) {
        this.folder = folder;
        this.network = network;
        Host store = network.host(DATABASE);
        databaseAddress = network.open(store, databasePort);
        database = new Running(store, List.of(DATABASE), this::startDatabase);
        ROLES.forEach((name, roles) -> hubs.put(name, hub(network.host(name), roles)));
        agents = Stream.of("d", "e")
                .map(name -> new Agent(folder(name), network.host(name), doors(), TOKEN))
                .toList();
    }

    private static Map<String, List<String>> rolesOfHubs() {
        var roles = new LinkedHashMap<String, List<String>>();
        roles.put("a", List.of("storage", "discovery", "gateway"));
        roles.put("b", List.of("storage", "health-check", "gateway"));
        roles.put("c", List.of("discovery", "health-check", "gateway"));
        return roles;
    }

    /** Of all hosts that are needed. */
    public static List<String> hosts() {
        return List.of("a", "b", "c", DATABASE, "d", "e");
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> doors() {
        return ROLES.keySet().stream()
                .map(name -> network.host(name).address() + ":" + GATEWAY)
                .toList();
    }

    private AtalaiaProcess startDatabase() {
        Host host = network.host(DATABASE);
        return start(host, List.of(DATABASE), List.of(), List.of("database.port=" + databasePort));
    }

    private Running hub(Host host, List<String> roles) {
        var members = ROLES.keySet().stream().map(network::host).toList();
        Path xml = ClusterXml.write(folder(host.name()), CLUSTER, host, members);
        var settings = List.of(
                "cluster.config=" + xml,
                "storage.mongo.uri=mongodb://" + databaseAddress,
                "gateway.host=" + host.address(),
                "gateway.port=" + GATEWAY,
                "gateway.ingest.lines.port=-1",
                "gateway.ingest.tokens.faults=" + TOKEN,
                "discovery.dns.host=" + host.address(),
                "discovery.dns.port=" + DNS,
                "discovery.text.port=-1");
        return new Running(host, roles, () -> start(host, roles, List.of("--cluster", "--insecure"), settings));
    }

    private AtalaiaProcess start(Host host, List<String> roles, List<String> words, List<String> settings) {
        List<String> arguments = new ArrayList<>(List.of("run", "--roles", String.join(",", roles)));
        arguments.addAll(words);
        Stream.concat(Stream.of("node.name=" + host.name(), "data.directory=data"), settings.stream())
                .forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return AtalaiaProcess.startThrough(host.door(), HEAP, folder(host.name()), arguments.toArray(String[]::new));
    }

    /** Returns when all are ready. */
    public void start() {
        database.start();
        database.awaitReady();
        hubs.values().forEach(Running::start);
        hubs.values().forEach(Running::awaitReady);
        agents.forEach(Agent::start);
    }

    /** What was killed or held runs again afterwards. */
    public void revive() {
        Stream.concat(Stream.of(database), hubs.values().stream())
                .peek(Running::goOn)
                .peek(Running::start)
                .toList()
                .forEach(Running::awaitReady);
        agents.forEach(Agent::start);
    }

    public Running hub(String name) {
        return hubs.get(name);
    }

    public List<Running> all() {
        return List.copyOf(hubs.values());
    }

    public Running database() {
        return database;
    }

    /** A MongoDB connection string for this process. */
    public String databaseUri() {
        return "mongodb://" + databaseAddress;
    }

    public List<Agent> agents() {
        return agents;
    }

    @Override
    public void close() {
        agents.forEach(Agent::close);
        hubs.values().forEach(Running::close);
        database.close();
    }
}
