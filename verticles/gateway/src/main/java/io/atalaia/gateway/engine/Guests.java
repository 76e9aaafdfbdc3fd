/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.series.Series;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The programs that send single samples, and the limits that keep each from harming the others. Not thread-safe. */
public final class Guests {
    /** How far a sample may lie ahead of our clock. */
    public static final long MOST_AHEAD_MILLIS = 600_000;

    /** The most series of all guests together: each costs memory here for as long as its guest is heard. */
    public static final int MOST_SERIES_IN_ALL = 100_000;

    private static final long QUIET_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long MINUTE = 60_000;

    private final Limits limits;
    private final Map<String, Guest> guests = new LinkedHashMap<>(16, 0.75f, true);
    private final SeenIds ids = new SeenIds();
    private int series;

    /**
     * @param keptMillis what is older is not taken
     * @param ratePerSecond values a second of one guest
     */
    public record Limits(int mostGuests, int mostSeries, int ratePerSecond, long keptMillis) {}

    /**
     * A sample that may be stored.
     *
     * @param places of the values among the guest's series
     * @param state whether it is new, or what has become of the one with the same id; only a new one is to be stored
     */
    public record Accepted(Guest guest, long time, int[] places, double[] values, String id, SeenIds.State state) {}

    public Guests(Limits limits) {
        this.limits = limits;
    }

    public SeenIds ids() {
        return ids;
    }

    public int count() {
        return guests.size();
    }

    public int series() {
        return series;
    }

    /**
     * Checks a line and takes note of it.
     *
     * @param address from where it came
     * @throws Refusal when it is not taken; then nothing has changed
     */
    public Accepted accept(GuestLine line, String address, long nowMillis, long nowNanos) {
        String name = GuestNames.client(line.client());
        String id = GuestNames.id(line.id());
        checkTime(line.time(), nowMillis);
        if (line.metrics().isEmpty()) {
            throw Refusal.bad("metrics: at least one number is needed");
        }
        Map<String, String> labels = GuestNames.labels(line.labels());
        Map<Series, Double> values = values(line, labels);
        Guest known = guests.get(name);
        Guest guest = known == null ? newcomer(name, address, nowNanos) : known;
        if (!guest.mayTake(values.size(), nowNanos)) {
            throw new Refusal(
                    Refusal.BUSY,
                    "rate",
                    "too fast: a client may send " + limits.ratePerSecond() + " values a second; try again later");
        }
        SeenIds.State state = id.isEmpty() ? SeenIds.State.NEW : ids.state(name, id);
        if (state != SeenIds.State.NEW) {
            return new Accepted(guest, 0, new int[0], new double[0], id, state);
        }
        checkSeries(guest, values);
        guests.put(name, guest);
        if (!id.isEmpty()) {
            ids.accepted(name, id, nowMillis);
        }
        return taken(guest, values, line.time(), id, nowMillis);
    }

    private void checkTime(long time, long now) {
        if (time < 0) {
            throw Refusal.bad("t: must be epoch milliseconds");
        }
        if (time > now + MOST_AHEAD_MILLIS) {
            throw Refusal.bad("t: lies " + (time - now) / MINUTE + " min ahead of the gateway's clock; at most "
                    + MOST_AHEAD_MILLIS / MINUTE + " min are taken");
        }
        if (time > 0 && time < now - limits.keptMillis()) {
            throw Refusal.bad("t: is older than every sample that is kept (storage.retention.raw)");
        }
    }

    private static Map<Series, Double> values(GuestLine line, Map<String, String> labels) {
        var values = new LinkedHashMap<Series, Double>();
        line.metrics().forEach((metric, value) -> {
            if (!Double.isFinite(value)) {
                throw Refusal.bad("metrics." + metric + ": must be a finite number");
            }
            if (values.put(GuestNames.series(GuestNames.metric(metric), labels), value) != null) {
                throw Refusal.bad("metrics." + metric + ": is the same metric as another once its name is made valid");
            }
        });
        return values;
    }

    private Guest newcomer(String name, String address, long nowNanos) {
        if (guests.size() >= limits.mostGuests()) {
            forgetQuiet(nowNanos);
        }
        if (guests.size() >= limits.mostGuests()) {
            throw new Refusal(
                    Refusal.BUSY,
                    "guests",
                    "client: there are " + limits.mostGuests()
                            + " clients, as many as gateway.ingest.guests.most allows");
        }
        return new Guest(name, address, limits.ratePerSecond(), nowNanos);
    }

    private void checkSeries(Guest guest, Map<Series, Double> values) {
        int fresh = 0;
        for (Series one : values.keySet()) {
            fresh += guest.has(one) ? 0 : 1;
        }
        if (fresh > 0 && guest.size() + fresh > limits.mostSeries()) {
            throw new Refusal(
                    Refusal.BUSY,
                    "series",
                    "metrics: a client may have " + limits.mostSeries() + " series, and this one has " + guest.size()
                            + " already (gateway.ingest.guests.series)");
        }
        if (fresh > 0 && series + fresh > MOST_SERIES_IN_ALL) {
            throw new Refusal(
                    Refusal.BUSY,
                    "series",
                    "metrics: all clients together have " + MOST_SERIES_IN_ALL + " series already");
        }
    }

    private Accepted taken(Guest guest, Map<Series, Double> values, long asked, String id, long now) {
        int before = guest.size();
        int[] places = new int[values.size()];
        double[] numbers = new double[values.size()];
        int at = 0;
        for (Map.Entry<Series, Double> value : values.entrySet()) {
            places[at] = guest.place(value.getKey());
            numbers[at++] = value.getValue();
        }
        series += guest.size() - before;
        long time = asked > 0 ? asked : guest.free(places, now);
        guest.took(places, time);
        return new Accepted(guest, time, places, numbers, id, SeenIds.State.NEW);
    }

    /** Forgets programs that were not heard for an hour; they are known again when they send again. */
    public void forgetQuiet(long nowNanos) {
        Iterator<Guest> longestQuietFirst = guests.values().iterator();
        while (longestQuietFirst.hasNext()) {
            Guest guest = longestQuietFirst.next();
            if (nowNanos - guest.heardNanos() < QUIET_NANOS) {
                return;
            }
            series -= guest.size();
            longestQuietFirst.remove();
        }
    }
}
