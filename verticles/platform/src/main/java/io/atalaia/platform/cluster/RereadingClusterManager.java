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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Corrects what the event bus believes of who serves what, where Vert.x 5.0 leaves it wrong. The bus remembers it for each
 * address that it sends to, and changes that by news alone.
 *
 * <ul>
 *   <li>What a departed node held of the cluster's data, and had not given to another yet, vanishes without news, and the bus
 *       does nothing where the cluster manager tells that news were lost: an address would be taken for served by a node that
 *       is no more, for as long as nobody comes or goes there. So everything is read anew when a node has departed.
 *   <li>A node that hangs stays a member for seconds, and its share of all questions would wait in vain. So nodes can be
 *       {@link #passOver passed over}: what others serve as well is asked of others.
 * </ul>
 *
 * Safe from any thread.
 */
public final class RereadingClusterManager extends HazelcastClusterManager {
    /** Data may still be on their way between the nodes that are left. */
    private static final Duration ONCE_MORE = Duration.ofSeconds(3);

    /** Who serves the addresses that the bus remembers, those that are passed over included. */
    private final Map<String, List<RegistrationInfo>> known = new ConcurrentHashMap<>();

    private volatile Set<String> passedOver = Set.of();
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
        super.getRegistrations(address, (found, failure) -> {
            if (failure == null) {
                remember(address, found);
                answer.succeed(reachable(found));
            } else {
                answer.fail(failure);
            }
        });
    }

    /**
     * Sends nothing to these nodes from now on, where there are others for it, and to all others again. Needs no answer of
     * anybody, so that it works while one of them hangs.
     *
     * @param nodes as the cluster manager names them
     */
    public void passOver(Set<String> nodes) {
        if (!nodes.equals(passedOver)) {
            passedOver = Set.copyOf(nodes);
            forget();
            known.forEach(this::tell);
        }
    }

    private List<RegistrationInfo> reachable(List<RegistrationInfo> all) {
        Set<String> without = passedOver;
        var others = all.stream().filter(one -> !without.contains(one.nodeId())).toList();
        return others.isEmpty() ? all : others;
    }

    private void forget() {
        known.keySet().removeIf(address -> !bus.wantsUpdatesFor(address));
    }

    private void tell(String address, List<RegistrationInfo> found) {
        bus.registrationsUpdated(new RegistrationUpdateEvent(address, reachable(found)));
    }

    private void learn(String address, List<RegistrationInfo> found) {
        remember(address, found);
        tell(address, found);
    }

    private void remember(String address, List<RegistrationInfo> found) {
        if (found.isEmpty()) {
            known.remove(address);
        } else {
            known.put(address, found);
        }
    }

    private void readAnew() {
        forget();
        for (String address : known.keySet()) {
            super.getRegistrations(address, (found, failure) -> {
                if (failure == null) {
                    learn(address, found);
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
            learn(event.address(), event.registrations());
        }

        @Override
        public void registrationsLost() {
            bus.registrationsLost();
            readAnew();
            vertx.setTimer(ONCE_MORE.toMillis(), later -> readAnew());
        }
    }
}
