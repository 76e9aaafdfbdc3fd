/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate;

import io.atalaia.agent.GatewayAddress;
import io.atalaia.agent.simulate.engine.PretendMachine;
import io.atalaia.contracts.series.Schema;
import io.atalaia.platform.tls.PemFiles;
import java.time.Duration;

/**
 * What to simulate.
 *
 * @param tls whom to trust where the gateway is reached over TLS
 * @param machines how many, numbered from {@code first} on
 * @param series of each machine
 * @param every between two samples of a machine
 * @param seed names the fleet: the same seed means the same machines with the same ids
 * @param backlog so much of the past is uploaded too, as after an outage, under a boot of its own; zero for none
 * @param flapping so many machines lose their connection again and again
 * @param departing so many machines leave for good within the first ten minutes
 */
public record Plan(
        GatewayAddress gateway,
        PemFiles tls,
        String token,
        int machines,
        int first,
        int series,
        Duration every,
        long seed,
        Duration backlog,
        int flapping,
        int departing) {

    public Plan {
        require(machines >= 1 && machines <= 100_000, "--machines is between 1 and 100000");
        require(series >= 20 && series <= 10_000, "--series is between 20 and 10000");
        require(every.toMillis() >= 100 && every.toMillis() <= 60_000, "--every is between 100ms and 1m");
        require(!backlog.isNegative() && backlog.toDays() <= 7, "--backlog is at most 7d");
        require(
                flapping >= 0 && departing >= 0 && flapping + departing <= machines,
                "more machines flap and depart than there are");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** @param start of its agent, in epoch milliseconds */
    PretendMachine machine(int number, Schema schema, long start) {
        return new PretendMachine(seed, first + number, schema, every.toMillis(), start);
    }

    boolean flaps(int number) {
        return number < flapping;
    }

    boolean departs(int number) {
        return number >= flapping && number < flapping + departing;
    }

    /** How many blocks one machine keeps while no gateway takes them: an hour for a thousand machines, at least ten. */
    int mostWaiting() {
        return Math.max(10, 60_000 / machines);
    }

    /** The machines call one after the other within so many milliseconds, and not all in one. */
    long arrival() {
        return Math.max(1, 5L * machines);
    }
}
