/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.platform.bus.Fault;
import io.atalaia.storage.service.Disk.Space;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses blocks while the database's disk has less left than it must: what is not acknowledged stays with the agents, and what
 * was acknowledged is never dropped. Looks again every few seconds. Used from one event loop.
 */
public final class Room {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);
    /** So much more than the least has to be free again, or it would begin and end with every block. */
    private static final double ENOUGH = 1.05;

    private final Disk disk;
    private final long needed;
    private Space space = new Space(Disk.UNKNOWN, Disk.UNKNOWN);
    private boolean refusing;

    /** @param needed bytes that have to stay free; 0 refuses never */
    public Room(Disk disk, long needed, MeterRegistry meters) {
        this.disk = disk;
        this.needed = needed;
        Gauge.builder("atalaia_storage_refusing", this, room -> room.refusing ? 1 : 0)
                .description("1 while blocks are refused because the database's disk is nearly full")
                .register(meters);
        Gauge.builder("atalaia_storage_free_bytes", this, room -> room.space.free())
                .description("What the database's disk has left; -1 when it does not tell")
                .register(meters);
    }

    public Future<Void> look() {
        return disk.look().map(seen -> {
            space = seen;
            judge();
            return null;
        });
    }

    private void judge() {
        boolean tells = space.free() != Disk.UNKNOWN;
        if (!refusing && tells && space.free() < needed) {
            refusing = true;
            LOG.atError()
                    .addKeyValue("free", space.free())
                    .addKeyValue("needed", needed)
                    .log("the database's disk is nearly full: blocks are refused until there is room; free some");
        } else if (refusing && (!tells || space.free() >= needed * ENOUGH)) {
            refusing = false;
            LOG.atInfo().addKeyValue("free", space.free()).log("the database's disk has room: blocks are taken again");
        }
    }

    void require() {
        if (refusing) {
            throw new Fault(Fault.UNAVAILABLE, sentence());
        }
    }

    public boolean refusing() {
        return refusing;
    }

    Space space() {
        return space;
    }

    public String sentence() {
        return "the database's disk is nearly full (" + shown(space.free()) + " free, " + shown(needed) + " needed)";
    }

    private static String shown(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1_048_576.0);
    }
}
