/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.series.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program that sends single samples. Not thread-safe; what {@link #series} gives does not change any more. */
public final class Guest {
    private final String name;
    private final String machine;
    private final String address;
    private final Rate rate;
    private final Rhythm rhythm = new Rhythm();
    private final Map<Series, Integer> places = new HashMap<>();
    private final List<Series> series = new ArrayList<>();
    /** Of the newest sample of each series. */
    private long[] newest = new long[4];

    private List<Series> snapshot = List.of();
    private long heardNanos;

    Guest(String name, String address, int ratePerSecond, long nowNanos) {
        this.name = name;
        this.address = address;
        machine = GuestNames.machine(name);
        rate = new Rate(ratePerSecond, nowNanos);
    }

    public String name() {
        return name;
    }

    /** The id under which its series are found. */
    public String machine() {
        return machine;
    }

    /** From where it was first heard. */
    public String address() {
        return address;
    }

    /** In the order in which they came: the list of an earlier call is the beginning of that of a later one. */
    public List<Series> series() {
        if (snapshot.size() != series.size()) {
            snapshot = List.copyOf(series);
        }
        return snapshot;
    }

    /** About how often it sends. */
    public long everyMillis() {
        return rhythm.everyMillis();
    }

    public long heardNanos() {
        return heardNanos;
    }

    int size() {
        return series.size();
    }

    boolean has(Series one) {
        return places.containsKey(one);
    }

    boolean mayTake(int values, long nowNanos) {
        heardNanos = nowNanos;
        return rate.take(values, nowNanos);
    }

    int place(Series one) {
        Integer place = places.get(one);
        if (place == null) {
            place = series.size();
            series.add(one);
            places.put(one, place);
            if (place == newest.length) {
                newest = Arrays.copyOf(newest, 2 * place);
            }
        }
        return place;
    }

    /** The first millisecond from now on at which none of these series has a sample: two at one time would be one. */
    long free(int[] of, long now) {
        long time = now;
        for (int place : of) {
            // A time that the program chose in our future does not push what follows there.
            if (newest[place] >= now && newest[place] - now < 1_000) {
                time = Math.max(time, newest[place] + 1);
            }
        }
        return time;
    }

    void took(int[] of, long time) {
        if (newest[of[0]] > 0) {
            rhythm.see(time - newest[of[0]]);
        }
        for (int place : of) {
            newest[place] = Math.max(newest[place], time);
        }
    }
}
