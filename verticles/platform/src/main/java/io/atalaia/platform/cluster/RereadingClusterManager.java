/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import com.hazelcast.config.Config;
import io.vertx.core.Completable;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads anew who serves what when a node has departed. The event bus remembers it for each address that it sends to, and changes
 * that by news alone; Vert.x 5.0 does nothing where the cluster manager tells that news were lost. What the departed node held
 * of the cluster's data, and had not given to another yet, vanishes without news: then an address would be taken for served by a
 * node that is no more, for as long as nobody comes or goes there.
 */
public final class RereadingClusterManager extends HazelcastClusterManager {
    /** Data may still be on their way between the nodes that are left. */
    private static final Duration ONCE_MORE = Duration.ofSeconds(3);

    private final Set<String> remembered = ConcurrentHashMap.newKeySet();
    private Vertx vertx;
    private RegistrationListener bus;

    public RereadingClusterManager(Config config) {
        super(config);
    }

    @Override
    public void init(Vertx ours) {
        vertx = ours;
        super.init(ours);
    }

    @Override
    public void registrationListener(RegistrationListener listener) {
        bus = listener;
        super.registrationListener(new Attentive());
    }

    /** The bus asks once for each address, and remembers the answer. */
    @Override
    public void getRegistrations(String address, Completable<List<RegistrationInfo>> answer) {
        remembered.add(address);
        super.getRegistrations(address, answer);
    }

    private void readAnew() {
        remembered.removeIf(address -> !bus.wantsUpdatesFor(address));
        for (String address : remembered) {
            super.getRegistrations(address, (found, failure) -> {
                if (failure == null) {
                    bus.registrationsUpdated(new RegistrationUpdateEvent(address, found));
                }
            });
        }
    }

    /** Hands on what the bus can use, and does what it leaves undone. */
    private final class Attentive implements RegistrationListener {
        @Override
        public boolean wantsUpdatesFor(String address) {
            return bus.wantsUpdatesFor(address);
        }

        @Override
        public void registrationsUpdated(RegistrationUpdateEvent event) {
            bus.registrationsUpdated(event);
        }

        @Override
        public void registrationsLost() {
            bus.registrationsLost();
            readAnew();
            vertx.setTimer(ONCE_MORE.toMillis(), later -> readAnew());
        }
    }
}
