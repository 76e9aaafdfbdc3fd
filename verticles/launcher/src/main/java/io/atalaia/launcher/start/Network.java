/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.start;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryXmlConfig;
import io.atalaia.platform.cluster.HazelcastMembers;
import io.atalaia.platform.cluster.Members;
import io.atalaia.platform.cluster.Peer;
import io.atalaia.platform.cluster.RereadingClusterManager;
import io.atalaia.platform.transport.GuardedTransport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * The Vert.x instance of a process, alone or in a cluster.
 *
 * @param members who else is there
 */
public record Network(Vertx vertx, Members members) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration FIRST_REQUEST_WITHIN = Duration.ofSeconds(10);

    public static Future<Network> alone(String nodeId, String nodeName) {
        return alone(nodeId, nodeName, UnaryOperator.identity());
    }

    /** @param attended adds to what the Vert.x instance is made of */
    public static Future<Network> alone(String nodeId, String nodeName, UnaryOperator<VertxBuilder> attended) {
        var vertx =
                attended.apply(builder().with(options(new EventBusOptions()))).build();
        return Future.succeededFuture(new Network(vertx, Members.alone(new Peer(nodeId, nodeName, LOOPBACK))));
    }

    /**
     * Fails when the nodes that are there speak another version.
     *
     * @param clusterXml the text of Hazelcast's configuration
     * @param attended adds to what the Vert.x instance is made of
     */
    public static Future<Network> clustered(
            String clusterXml,
            String nodeId,
            String nodeName,
            EventBusOptions bus,
            UnaryOperator<VertxBuilder> attended) {
        Config config = new InMemoryXmlConfig(clusterXml);
        // Vert.x leaves the cluster in its own close(); Hazelcast's hook would leave it while roles still stop.
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        HazelcastMembers.present(config, nodeId, nodeName);
        var manager = new RereadingClusterManager(config);
        return attended.apply(builder().with(options(bus)))
                .withClusterManager(manager)
                .buildClustered()
                .compose(vertx -> joined(vertx, manager));
    }

    private static Future<Network> joined(Vertx vertx, RereadingClusterManager manager) {
        var members = new HazelcastMembers(vertx, manager);
        return members.stranger()
                .map(why ->
                        vertx.close().<Network>transform(left -> Future.failedFuture(new IllegalStateException(why))))
                .orElse(Future.succeededFuture(new Network(vertx, members)));
    }

    private static VertxBuilder builder() {
        return Vertx.builder().withTransport(GuardedTransport.within(FIRST_REQUEST_WITHIN));
    }

    private static VertxOptions options(EventBusOptions bus) {
        var options = new VertxOptions().setPreferNativeTransport(false).setEventBusOptions(bus);
        options.getFileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(true);
        return options;
    }
}
