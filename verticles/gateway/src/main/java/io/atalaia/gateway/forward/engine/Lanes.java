/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.platform.catalog.Snapshot;
import io.atalaia.platform.catalog.Standing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The services to which is forwarded, by name. Any thread; a lane outlives the changes of its service. */
public final class Lanes {
    private final String node;
    private final int least;
    private final int most;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    /** See {@link Lane}. */
    public Lanes(String node, int least, int most) {
        this.node = node;
        this.least = least;
        this.most = most;
    }

    /** Takes over what is registered now. */
    public synchronized void learn(Snapshot snapshot, long now) {
        lanes.keySet().removeIf(name -> !isHttp(snapshot.instances(name)));
        snapshot.services().forEach((name, standings) -> {
            if (isHttp(standings)) {
                lanes.computeIfAbsent(name, any -> new Lane(name, node, least, most))
                        .learn(standings, now);
            }
        });
    }

    private static boolean isHttp(List<Standing> standings) {
        return standings.stream()
                .map(one -> one.registration().kind())
                .anyMatch(kind -> kind == ServiceKind.HTTP || kind == ServiceKind.HTTPS);
    }

    /** Null for a service of which no instance speaks HTTP. */
    public Lane find(String service) {
        return lanes.get(service);
    }

    public Collection<Lane> all() {
        return lanes.values();
    }
}
