/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.event;

import java.util.Map;

/**
 * Something that happened to a machine, or to a service.
 *
 * @param machine the machine's UUID, or {@link #SERVICES}
 * @param id the same event told twice has the same id and counts once; at most 64 letters, digits, dashes
 * @param kind one of the constants here; readers show others as they are
 * @param from epoch milliseconds by the clock of who tells it
 * @param to equal to {@code from} for what has no duration
 * @param text one sentence for people
 * @param details what programs want to know of it; at most 16 pairs
 */
public record Event(
        String machine, String id, String kind, long from, long to, String text, Map<String, String> details) {
    /** Samples between {@code from} and {@code to} were collected and are lost, or could not be collected; the text says why. */
    public static final String GAP = "gap";

    /** The agent's process began, or ended in order. */
    public static final String START = "start";

    public static final String STOP = "stop";

    /** The machine's state changed; details {@code before} and {@code after}. */
    public static final String STATE = "state";

    /** The machine's clock was set, or is far from ours. */
    public static final String CLOCK = "clock";

    /** Two live agents have one id. */
    public static final String CONFLICT = "conflict";

    /** Samples were put aside because of their time. */
    public static final String QUARANTINE = "quarantine";

    /** The agent samples less often, or as often again, because of what it costs. */
    public static final String THROTTLE = "throttle";

    /** An instance of a service fails, passes again, or was removed; told of {@link #SERVICES}. */
    public static final String HEALTH = "health";

    /** Stands in a machine's place for what happened to services. No machine has it: it is no UUID. */
    public static final String SERVICES = "services";

    public Event {
        details = Map.copyOf(details);
    }
}
