/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.bench.faults.hubs.Hubs;
import java.util.ArrayList;
import java.util.List;

/** What is tried, in the order of the report. */
public final class Faults {
    private Faults() {}

    /** One of every kind: what a run of all tests has time for. */
    public static List<Fault> ofEveryKind() {
        return List.of(
                new Kill("a", Hubs.ROLES.get("a")),
                new LastOfARole(),
                new KillDatabase(),
                CutOff.isolated("a"),
                new BusPortBlocked("b"),
                new HolderHeld(),
                new LateWrite(),
                new RollingRestart());
    }

    public static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        Hubs.ROLES.forEach((hub, roles) -> faults.add(new Kill(hub, roles)));
        faults.add(new LastOfARole());
        faults.add(new KillDatabase());
        faults.add(new KillAgent());
        faults.add(CutOff.isolated("a"));
        faults.add(new FromPeers("c"));
        faults.add(CutOff.link("a", "b"));
        faults.add(CutOff.oneWay("a", "b"));
        faults.add(new BusPortBlocked("b"));
        faults.add(new DatabaseOutOfReach());
        faults.add(new HolderHeld());
        faults.add(new LateWrite());
        faults.add(new LostDatagrams());
        faults.add(new RollingRestart());
        return List.copyOf(faults);
    }
}
