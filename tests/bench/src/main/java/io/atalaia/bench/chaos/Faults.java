/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** Draws what goes wrong next, and mends it after a while; the same seed draws the same. Used by one thread. */
final class Faults {
    private static final long SHORTEST_CALM_MILLIS = 600;
    private static final long LONGEST_CALM_MILLIS = 2_500;

    private final Random random;
    private final List<Fault> faults = new ArrayList<>();
    private final PriorityQueue<Mending> mendings = new PriorityQueue<>();
    private long next;
    private int count;

    Faults(long seed) {
        random = new Random(seed);
    }

    /**
     * @param weight how often this is drawn, against the others
     * @param shortest after so many milliseconds at the earliest it is mended
     * @param longest after so many milliseconds at the latest
     */
    record Fault(String name, int weight, long shortest, long longest, Runnable strike, Runnable mend) {}

    private record Mending(long at, Fault fault) implements Comparable<Mending> {
        @Override
        public int compareTo(Mending other) {
            return Long.compare(at, other.at);
        }
    }

    void add(Fault fault) {
        faults.add(fault);
    }

    /** Mends what is due, then strikes when it is time. A fault under way is not drawn again. */
    void tick(long now) {
        while (!mendings.isEmpty() && mendings.peek().at <= now) {
            mendings.poll().fault.mend.run();
        }
        if (now >= next) {
            next = now + between(SHORTEST_CALM_MILLIS, LONGEST_CALM_MILLIS);
            strike(now);
        }
    }

    private void strike(long now) {
        var possible = faults.stream()
                .filter(fault -> mendings.stream().noneMatch(mending -> mending.fault == fault))
                .toList();
        int drawn = random.nextInt(
                Math.max(1, possible.stream().mapToInt(Fault::weight).sum()));
        for (Fault fault : possible) {
            drawn -= fault.weight;
            if (drawn < 0) {
                count++;
                System.out.println("chaos: " + fault.name);
                fault.strike.run();
                mendings.add(new Mending(now + between(fault.shortest, fault.longest), fault));
                return;
            }
        }
    }

    void mendAll() {
        while (!mendings.isEmpty()) {
            mendings.poll().fault.mend.run();
        }
    }

    int count() {
        return count;
    }

    private long between(long least, long most) {
        return least + random.nextLong(most - least + 1);
    }
}
