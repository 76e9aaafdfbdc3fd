/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import java.util.Arrays;

/** Five headline figures of each of the last seconds, for the small curves of an overview. */
public final class Recent {
    /** The figures, in the order in which they are given. */
    public enum Curve {
        CPU,
        MEMORY,
        RECEIVE,
        TRANSMIT,
        TEMPERATURE
    }

    private static final int SECONDS = 70;

    private final long[] second = new long[SECONDS];
    private final Double[][] figures = new Double[Curve.values().length][SECONDS];

    /** @param time of the sample; a later one of the same second replaces it */
    public void add(long time, Double cpu, Double memory, Double receive, Double transmit, Double temperature) {
        long at = Math.floorDiv(time, 1000L);
        int slot = Math.floorMod(at, SECONDS);
        second[slot] = at;
        figures[Curve.CPU.ordinal()][slot] = cpu;
        figures[Curve.MEMORY.ordinal()][slot] = memory;
        figures[Curve.RECEIVE.ordinal()][slot] = receive;
        figures[Curve.TRANSMIT.ordinal()][slot] = transmit;
        figures[Curve.TEMPERATURE.ordinal()][slot] = temperature;
    }

    /** The figures of the {@code count} seconds up to and with that of {@code last}; null where there was no sample. */
    public Double[] until(Curve curve, long last, int count) {
        var found = new Double[count];
        Arrays.setAll(found, i -> figure(curve, Math.floorDiv(last, 1000L) - count + 1 + i));
        return found;
    }

    private Double figure(Curve curve, long at) {
        int slot = Math.floorMod(at, SECONDS);
        return second[slot] == at ? figures[curve.ordinal()][slot] : null;
    }
}
