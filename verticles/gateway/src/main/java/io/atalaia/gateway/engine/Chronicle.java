/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.machine.Reason;
import io.atalaia.contracts.machine.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Turns what changes about one machine into events, whose ids another gateway that sees the same change would choose too. Not
 * thread-safe.
 */
public final class Chronicle {
    private static final long FAR_MILLIS = TimeUnit.MINUTES.toMillis(10);
    private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);

    private final Witness witness = new Witness();
    private State state;
    private boolean far;
    private boolean conflict;

    /** @param before the state that was told last; null when none was */
    public Chronicle(State before) {
        state = before;
    }

    public Witness witness() {
        return witness;
    }

    /** What changed since this was last asked. */
    public List<Event> news(MachineFacts facts, Headline headline, long now, long nowNanos) {
        List<Event> news = new ArrayList<>();
        if (headline.since() > 0 && headline.state() != state) {
            if (state != null || headline.state() != State.NORMAL) {
                news.add(changed(headline));
            }
            state = headline.state();
        }
        if (facts.kind().equals(MachineFacts.MACHINE) && witness.knowsClock()) {
            clock(facts.id(), now, news);
        }
        conflict(facts.id(), now, nowNanos, news);
        return news;
    }

    private Event changed(Headline headline) {
        String after = word(headline.state());
        String before = state == null ? "" : word(state);
        return new Event(
                headline.machine(),
                "state-" + headline.since() + "-" + after.toLowerCase(Locale.ROOT),
                Event.STATE,
                headline.since(),
                headline.since(),
                (before.isEmpty() ? after : before + " → " + after) + why(headline),
                Map.of("before", before, "after", after));
    }

    private static String word(State state) {
        String name = state.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String why(Headline headline) {
        if (headline.state() == State.OFFLINE) {
            return ": no samples arrive";
        }
        List<String> reasons =
                headline.reasons().stream().map(Chronicle::sentence).toList();
        return reasons.isEmpty() ? "" : ": " + String.join(", ", reasons.subList(0, Math.min(4, reasons.size())));
    }

    private static String sentence(Reason reason) {
        String what = reason.device() == null ? reason.metric() : reason.metric() + " " + reason.device();
        return String.format(Locale.ROOT, "%s %.1f %% (threshold %.0f %%)", what, reason.value(), reason.threshold());
    }

    private void clock(String machine, long now, List<Event> news) {
        long offset = witness.offset();
        boolean isFar = Math.abs(offset) > FAR_MILLIS;
        if (isFar != far) {
            far = isFar;
            String text = isFar
                    ? "The machine's clock is "
                            + Duration.ofMillis(Math.abs(offset)).toMinutes() + " min "
                            + (offset > 0 ? "ahead of" : "behind") + " the gateway's"
                    : "The machine's clock is right again";
            news.add(new Event(
                    machine,
                    "clock-" + (isFar ? "far-" : "right-") + now / MINUTE,
                    Event.CLOCK,
                    now,
                    now,
                    text,
                    Map.of("offset", Long.toString(offset))));
        }
    }

    private void conflict(String machine, long now, long nowNanos, List<Event> news) {
        boolean seen = witness.conflict(nowNanos);
        if (seen && !conflict) {
            news.add(new Event(
                    machine,
                    "conflict-" + now / HOUR,
                    Event.CONFLICT,
                    now,
                    now,
                    "Two agents send samples under this one id",
                    Map.of()));
        }
        conflict = seen;
    }
}
