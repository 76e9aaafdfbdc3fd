/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which block counts where several cover one time, as after a clock was set back: the one that was sealed last. Around it a
 * hole is made, so that no rate is computed between rows of two passes over one time. It depends on the blocks alone, not on
 * the order in which they came, save that the boots of one machine are ordered by when their first block was received.
 */
final class Succession {
    private final Map<String, List<Window>> lost = new HashMap<>();
    private final List<Window> holes = new ArrayList<>();
    private final List<BlockSpan> sealed;

    private record Window(long from, long to) {
        boolean has(long time) {
            return time >= from && time <= to;
        }
    }

    /** @param unbrokenMillis the longest distance of two samples over which a rate is computed */
    Succession(Collection<BlockSpan> spans, long unbrokenMillis) {
        sealed = inOrderOfSealing(spans);
        if (!timeGrows()) {
            for (int later = 1; later < sealed.size(); later++) {
                replace(later, unbrokenMillis);
            }
        }
    }

    private static List<BlockSpan> inOrderOfSealing(Collection<BlockSpan> spans) {
        Map<String, Long> begun = new HashMap<>();
        spans.forEach(span -> begun.merge(span.boot(), span.received(), Math::min));
        return spans.stream()
                .sorted(Comparator.comparingLong((BlockSpan span) -> begun.get(span.boot()))
                        .thenComparing(BlockSpan::boot)
                        .thenComparingLong(BlockSpan::seq))
                .toList();
    }

    private boolean timeGrows() {
        for (int i = 1; i < sealed.size(); i++) {
            if (sealed.get(i).from() <= sealed.get(i - 1).to()) {
                return false;
            }
        }
        return true;
    }

    /** A block replaces those before it as soon as one between them, or the one itself, ends after it begins. */
    private void replace(int later, long unbrokenMillis) {
        BlockSpan winner = sealed.get(later);
        var window = new Window(winner.from() - unbrokenMillis, winner.to() + unbrokenMillis);
        long latest = Long.MIN_VALUE;
        for (int earlier = later - 1; earlier >= 0; earlier--) {
            BlockSpan loser = sealed.get(earlier);
            latest = Math.max(latest, loser.to());
            if (latest >= winner.from()) {
                lost.computeIfAbsent(loser.key(), key -> new ArrayList<>()).add(window);
            }
        }
        if (latest >= winner.from()) {
            holes.add(window);
        }
    }

    /** Whether every row of every block counts. */
    boolean isSimple() {
        return lost.isEmpty();
    }

    boolean counts(String block, long time) {
        return lost.getOrDefault(block, List.of()).stream().noneMatch(window -> window.has(time));
    }

    /** The block whose row of that time counts; null when there is none. */
    String winner(long time) {
        for (int i = sealed.size() - 1; i >= 0; i--) {
            BlockSpan span = sealed.get(i);
            if (time >= span.from() && time <= span.to() && counts(span.key(), time)) {
                return span.key();
            }
        }
        return null;
    }

    /** Whether a sample of that time lies where another pass over the same time begins. */
    boolean inHole(long time) {
        return holes.stream().anyMatch(window -> window.has(time));
    }
}
