/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.support;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryXmlConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A cluster of Vert.x nodes on the loopback, with a name and ports of its own, so that tests beside each other do not meet. */
public final class TestCluster implements AutoCloseable {
    private static final int MOST_NODES = 4;

    private final String name;
    private final List<Integer> ports;
    private final String xml;
    private final Deque<Vertx> nodes = new ArrayDeque<>();

    private TestCluster(String name, List<Integer> ports, String xml) {
        this.name = name;
        this.ports = ports;
        this.xml = xml;
    }

    /** A cluster as the {@code cluster.xml} that comes with Atalaia describes it, apart from name and ports. */
    public static TestCluster create() {
        return new TestCluster(UUID.randomUUID().toString(), freePorts(), ClusterFile.shipped());
    }

    /** The same cluster as another process created: its {@link #description} names it. */
    public static TestCluster described(String description) {
        String[] parts = description.split("/");
        var ports = List.of(parts[1].split(",")).stream().map(Integer::valueOf).toList();
        return new TestCluster(parts[0], ports, ClusterFile.shipped());
    }

    /** Enough for another process to join. */
    public String description() {
        return name + "/" + String.join(",", ports.stream().map(String::valueOf).toList());
    }

    /** Starts one more node and waits until it has joined. */
    public Vertx join() {
        return join(HazelcastClusterManager::new).vertx();
    }

    /** A node, and what joined it to the others. */
    public record Joined<M extends HazelcastClusterManager>(Vertx vertx, M manager) {}

    /** The same for one that is joined to the others in another way. */
    @CanIgnoreReturnValue
    public <M extends HazelcastClusterManager> Joined<M> join(Function<Config, M> joining) {
        return join(new EventBusOptions(), config -> {}, joining);
    }

    /**
     * The same for one that is special.
     *
     * @param bus how it is connected with the others
     * @param special what else is written into Hazelcast's configuration
     */
    public <M extends HazelcastClusterManager> Joined<M> join(
            EventBusOptions bus, Consumer<Config> special, Function<Config, M> joining) {
        var config = config();
        special.accept(config);
        var manager = joining.apply(config);
        var vertx = Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(bus))
                .withClusterManager(manager)
                .buildClustered()
                .await();
        nodes.push(vertx);
        return new Joined<>(vertx, manager);
    }

    /** Stops a node before the others are. */
    public void leave(Vertx vertx) {
        nodes.remove(vertx);
        vertx.close().await();
    }

    private Config config() {
        Config config = new InMemoryXmlConfig(xml);
        config.setClusterName(name).setProperty("hazelcast.shutdownhook.enabled", "false");
        config.getNetworkConfig().setPort(ports.get(0)).setPortAutoIncrement(false);
        var members = config.getNetworkConfig().getJoin().getTcpIpConfig();
        members.setMembers(ports.stream().map(port -> "127.0.0.1:" + port).toList());
        config.getNetworkConfig().setPort(free(ports));
        return config;
    }

    private static int free(List<Integer> ports) {
        return ports.stream()
                .filter(FreePorts::free)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no room for another node"));
    }

    private static List<Integer> freePorts() {
        return IntStream.range(0, MOST_NODES).mapToObj(node -> FreePorts.next()).toList();
    }

    @Override
    public void close() {
        while (!nodes.isEmpty()) {
            nodes.pop().close().await();
        }
    }
}
