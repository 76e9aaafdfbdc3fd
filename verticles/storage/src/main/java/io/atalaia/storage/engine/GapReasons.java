/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.storage.StorageApi.Gap;
import io.atalaia.platform.engine.series.Gaps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says why samples are missing, as far as a machine's events tell. */
public final class GapReasons {
    public static final String STOPPED = "agent stopped";
    public static final String KILLED = "agent was killed or its machine went down";
    public static final String NOTHING_CAME = "no samples arrived";

    /** An agent says that it starts a little before its first sample, and that it stops a little after its last. */
    private static final long NEAR = 2_000;

    private static final Set<String> TURNS = Set.of(Event.START, Event.STOP);

    private GapReasons() {}

    /** Whether any of the gaps lacks a reason yet. */
    public static boolean wanted(List<Gap> gaps) {
        return gaps.stream().anyMatch(GapReasons::unnamed);
    }

    private static boolean unnamed(Gap gap) {
        return gap.reason().equals(Gaps.NO_SAMPLES);
    }

    /** @param events of the machine, those before the gaps included; in any order */
    public static List<Gap> named(List<Gap> gaps, List<Event> events) {
        List<Event> losses =
                events.stream().filter(event -> event.kind().equals(Event.GAP)).toList();
        List<Event> turns = events.stream()
                .filter(event -> TURNS.contains(event.kind()))
                .sorted(Comparator.comparingLong(Event::from))
                .toList();
        List<Gap> named = new ArrayList<>();
        for (Gap gap : gaps) {
            named.add(unnamed(gap) ? new Gap(gap.from(), gap.to(), reason(gap, losses, turns)) : gap);
        }
        return named;
    }

    private static String reason(Gap gap, List<Event> losses, List<Event> turns) {
        return loss(gap, losses).map(Event::text).orElseGet(() -> turn(gap, turns));
    }

    /** The event that covers most of the gap, and at least half of it. */
    private static Optional<Event> loss(Gap gap, List<Event> losses) {
        return losses.stream()
                .filter(event -> 2 * shared(gap, event) >= gap.to() - gap.from())
                .max(Comparator.comparingLong(event -> shared(gap, event)));
    }

    private static long shared(Gap gap, Event event) {
        return Math.min(gap.to(), event.to()) - Math.max(gap.from(), event.from());
    }

    /** A stop and a start may lie in the gap, or before it when the question begins amid the silence. */
    private static String turn(Gap gap, List<Event> turns) {
        Event before = null;
        boolean started = false;
        for (Event turn : turns) {
            if (turn.from() < gap.from() - NEAR) {
                before = turn;
            } else if (turn.from() <= gap.to() + NEAR) {
                if (turn.kind().equals(Event.STOP)) {
                    return STOPPED;
                }
                started = true;
            }
        }
        if (before != null && before.kind().equals(Event.STOP)) {
            return STOPPED;
        }
        return started ? KILLED : NOTHING_CAME;
    }
}
