/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.bridge;

import io.atalaia.gateway.engine.Detail;
import io.atalaia.gateway.engine.Machine;
import io.atalaia.gateway.engine.Processes;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.LiveService;
import io.atalaia.gateway.service.Member;
import io.atalaia.gateway.service.Storage;
import io.atalaia.gateway.view.FleetFrame;
import io.atalaia.gateway.view.Json;
import io.atalaia.gateway.view.MachineFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Makes the frames of a second: one of the whole fleet, and one of each machine that a page watches. */
final class LiveFrames {
    private static final int SLOW_SECONDS = 10;

    private final Fleet fleet;
    private final LiveService live;
    private final Storage storage;
    private final Pages pages;
    private final UiBus bus;
    /** When the processes were looked at that were sent last, by machine. */
    private final Map<String, Long> processesSent = new HashMap<>();

    LiveFrames(Fleet fleet, LiveService live, Storage storage, Pages pages, UiBus bus) {
        this.fleet = fleet;
        this.live = live;
        this.storage = storage;
        this.pages = pages;
        this.bus = bus;
    }

    /** @param second the whole second to which the frames belong, in epoch milliseconds */
    void publish(long second) {
        if (pages.anyListensToFleet()) {
            var frame = FleetFrame.of(fleet.version(), fleet.members(), second, storage.available());
            bus.publish(UiBus.FLEET, new Frame("", true, Json.text(frame)));
        }
        Set<String> watched = pages.watched();
        processesSent.keySet().retainAll(watched);
        boolean full = second / 1000 % SLOW_SECONDS == 0;
        watched.forEach(machine -> publish(machine, full));
    }

    /** @param full with the processes even when they are not new */
    void publish(String machine, boolean full) {
        fleet.find(machine).ifPresent(member -> {
            Processes processes = live.own(machine).flatMap(Machine::processes).orElse(null);
            boolean news = processes != null && !Long.valueOf(processes.t()).equals(processesSent.get(machine));
            if (news) {
                processesSent.put(machine, processes.t());
            }
            bus.publish(
                    UiBus.MACHINE, new Frame(machine, full, Json.text(frame(member, news || full ? processes : null))));
        });
    }

    private MachineFrame frame(Member member, Processes processes) {
        Detail detail = live.own(member.id())
                .filter(own -> !own.offline())
                .flatMap(Machine::detail)
                .orElse(null);
        return MachineFrame.of(
                live.own(member.id()).map(Machine::headline).orElse(member.headline()), detail, processes);
    }
}
