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

    /**
     * The event of blocks whose numbers nobody knows: it never grows, and gives up no block that still waits.
     *
     * @param file of the spool that held them; the same file always is the same event
     * @param samples 0 when that is not known
     */
    static Event unnumbered(String machine, long file, long from, long to, long samples, String reason) {
        return event(machine, "file/" + file, from, to, samples, reason, Map.of(REASON, reason));
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
        return event(
                machine,
                String.join("/", boot, Long.toString(first), Long.toString(last)),
                from,
                to,
                samples,
                reason,
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

    private static Event event(
            String machine,
            String which,
            long from,
            long to,
            long samples,
            String reason,
            Map<String, String> details) {
        String name = String.join("/", "gap", machine, which, reason);
        String who = samples == 0 ? "Samples were" : samples == 1 ? "1 sample was" : samples + " samples were";
        return new Event(
                machine,
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                Event.GAP,
                from,
                to,
                who + " lost before storage had them: " + reason,
                details);
    }
}
