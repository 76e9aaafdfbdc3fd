/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import io.atalaia.contracts.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Blocks in a row that were lost for one reason.
 *
 * @param last the number of the last of them
 * @param samples in all of them
 */
record Gap(String machine, String boot, long first, long last, long from, long to, long samples, String reason) {
    private static final String REASON = "reason";
    private static final String BOOT = "boot";
    private static final String FIRST = "seq";
    private static final String LAST = "lastSeq";
    private static final String SAMPLES = "samples";
    private static final Set<String> DETAILS = Set.of(REASON, BOOT, FIRST, LAST, SAMPLES);

    static Gap of(Entry lost, String reason) {
        return new Gap(
                lost.machine(), lost.boot(), lost.seq(), lost.seq(), lost.from(), lost.to(), lost.samples(), reason);
    }

    /** The gap that an event tells of, if it does. */
    static Optional<Gap> in(Event event) {
        var details = event.details();
        if (!event.kind().equals(Event.GAP) || !details.keySet().containsAll(DETAILS)) {
            return Optional.empty();
        }
        return Optional.of(new Gap(
                event.machine(),
                details.get(BOOT),
                Long.parseLong(details.get(FIRST)),
                Long.parseLong(details.get(LAST)),
                event.from(),
                event.to(),
                Long.parseLong(details.get(SAMPLES)),
                details.get(REASON)));
    }

    /** Only gaps of one kind may become one. */
    Kind kind() {
        return new Kind(machine, boot, reason);
    }

    record Kind(String machine, String boot, String reason) {}

    boolean covers(Entry entry) {
        return machine.equals(entry.machine())
                && boot.equals(entry.boot())
                && first <= entry.seq()
                && entry.seq() <= last;
    }

    boolean isFollowedBy(Gap next) {
        return kind().equals(next.kind()) && last + 1 == next.first;
    }

    Gap with(Gap next) {
        return new Gap(
                machine,
                boot,
                first,
                next.last,
                Math.min(from, next.from),
                Math.max(to, next.to),
                samples + next.samples,
                reason);
    }

    /** The same gap always is the same event. */
    Event event() {
        String name = String.join("/", "gap", machine, boot, Long.toString(first), Long.toString(last), reason);
        return new Event(
                machine,
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                Event.GAP,
                from,
                to,
                samples + (samples == 1 ? " sample was" : " samples were") + " lost before storage had them: " + reason,
                Map.of(
                        REASON,
                        reason,
                        BOOT,
                        boot,
                        FIRST,
                        Long.toString(first),
                        LAST,
                        Long.toString(last),
                        SAMPLES,
                        Long.toString(samples)));
    }
}
