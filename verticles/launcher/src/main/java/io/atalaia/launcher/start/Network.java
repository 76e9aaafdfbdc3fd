/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.start;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryXmlConfig;
import io.atalaia.platform.cluster.RereadingClusterManager;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** The Vert.x instance of a process, alone or in a cluster. */
public final class Network {
    private Network() {}

    public static Future<Vertx> alone() {
        return Future.succeededFuture(Vertx.builder().with(options()).build());
    }

    /** @param clusterXml the text of Hazelcast's configuration */
    public static Future<Vertx> clustered(String clusterXml) {
        Config config = new InMemoryXmlConfig(clusterXml);
        // Vert.x leaves the cluster in its own close(); Hazelcast's hook would leave it while roles still stop.
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        return Vertx.builder()
                .with(options())
                .withClusterManager(new RereadingClusterManager(config))
                .buildClustered();
    }

    private static VertxOptions options() {
        var options = new VertxOptions().setPreferNativeTransport(false);
        options.getFileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(true);
        return options;
    }
}
