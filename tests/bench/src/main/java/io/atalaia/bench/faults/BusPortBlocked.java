/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.bench.faults.hubs.Hubs;
import io.atalaia.bench.faults.hubs.Listening;
import io.atalaia.bench.faults.net.Cut;
import io.atalaia.bench.faults.net.Host;
import java.util.Set;

/** Nothing comes to the port of a hub's event bus, while everything else does: membership notices nothing. */
record BusPortBlocked(String hub) implements Fault {
    @Override
    public String name() {
        return "only the event bus of " + hub + " blocked";
    }

    @Override
    public void strike(Stage stage) {
        Host host = stage.host(hub);
        Set<Integer> ports = Listening.ports(stage.hubs().hub(hub).process().pid());
        ports.removeAll(Set.of(Hubs.GATEWAY, Hubs.DNS, Hubs.MEMBERS));
        stage.network()
                .cut(ports.stream()
                        .map(port -> Cut.port(host, port))
                        .reduce(Cut::and)
                        .orElseThrow());
    }

    @Override
    public void mend(Stage stage) {
        stage.network().mend();
    }
}
