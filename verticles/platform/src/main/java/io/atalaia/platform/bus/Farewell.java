/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends the serving of an address so that no question is lost. Vert.x forgets the consumer of its own node first and tells the
 * others afterwards: what they send in between nobody answers. So the others are told first; the consumer goes on until
 * they have heard it.
 */
final class Farewell {
    /** Vert.x gathers such news for 20 ms, and Hazelcast needs a few more to bring it. */
    private static final long HEARD_AFTER_MILLIS = 300;

    /** On a busy machine it takes longer, and whoever has not heard goes on asking: so long is waited for a moment without. */
    private static final int MOST_ROUNDS = 5;

    private static final long PATIENCE_MILLIS = 1_000;

    private Farewell() {}

    /** Never fails. */
    static Future<Void> from(Vertx vertx, MessageConsumer<?> consumer, UnderWay underWay) {
        Future<?> told = vertx.isClustered()
                ? told((VertxInternal) vertx, consumer.address(), underWay)
                : Future.succeededFuture();
        return told.otherwiseEmpty().transform(done -> consumer.unregister()).otherwiseEmpty();
    }

    private static Future<?> told(VertxInternal vertx, String address, UnderWay underWay) {
        var cluster = vertx.clusterManager();
        Promise<List<RegistrationInfo>> found = Promise.promise();
        cluster.getRegistrations(address, found);
        return found.future()
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .compose(all -> struckOff(
                        cluster,
                        address,
                        all.stream()
                                .filter(one -> one.nodeId().equals(cluster.getNodeId()))
                                .toList()))
                .compose(struck -> struck ? quiet(vertx, underWay, MOST_ROUNDS) : Future.succeededFuture());
    }

    private static Future<Void> quiet(Vertx vertx, UnderWay underWay, int rounds) {
        long asked = underWay.asked();
        return vertx.timer(HEARD_AFTER_MILLIS)
                .compose(waited -> underWay.asked() == asked || rounds == 1
                        ? Future.succeededFuture()
                        : quiet(vertx, underWay, rounds - 1));
    }

    /** Where another consumer of this node has the address too, it answers what still comes. */
    private static Future<Boolean> struckOff(ClusterManager cluster, String address, List<RegistrationInfo> ours) {
        if (ours.size() != 1 || ours.get(0).localOnly()) {
            return Future.succeededFuture(false);
        }
        Promise<Void> removed = Promise.promise();
        cluster.removeRegistration(address, ours.get(0), removed);
        return removed.future().timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).map(true);
    }
}
