/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.stream;

import java.time.Duration;

/**
 * The bounds of a stream.
 *
 * @param patience how long the answer to a message may take, and the opening of a connection
 * @param silence without any answer for so long, although one is owed, the other side counts as dead
 * @param rest how long a gateway that refuses the token is left alone
 * @param steady a connection that lived so long was a good one: what fails after it is a new trouble
 * @param underWay the most messages of the durable road that wait for their answers
 * @param waiting the most that wait to be sent
 */
public record StreamLimits(
        Duration patience, Duration silence, Duration rest, Duration steady, int underWay, int waiting) {
    public static final StreamLimits USUAL = new StreamLimits(
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(10), 64, 1_024);
}
