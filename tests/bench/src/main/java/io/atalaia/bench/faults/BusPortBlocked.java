/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.bench.faults.hubs.Hubs;
import io.atalaia.bench.faults.hubs.Listening;
import io.atalaia.bench.faults.net.Cut;
import io.atalaia.bench.faults.net.Host;
import java.util.Set;

/** Nothing comes to the port of a hub's event bus, while everything else does: membership notices nothing. */
final class BusPortBlocked implements Fault {
    private static final double BAR = 5;

    private final String hub;
    private double noticed;

    BusPortBlocked(String hub) {
        this.hub = hub;
    }

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
        long begin = System.nanoTime();
        noticed = Stage.until(begin, BAR * Line.SLACK, () -> stage.view().isMissed(hub));
    }

    @Override
    public double again() {
        return BAR;
    }

    @Override
    public void after(Stage stage, Line line) {
        line.seconds("noticed after", noticed, BAR);
    }

    @Override
    public void mend(Stage stage) {
        stage.network().mend();
    }
}
