/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

/**
 * A family that is read by and by, aside from sampling, since it may wait for a device or changes seldom. Its values repeat
 * between two readings.
 *
 * @param family what it reads, for people
 * @param everySeconds the time between two readings
 * @param source asked on a worker, by one thread at a time
 */
public record SlowSource(String family, int everySeconds, MapCollector.Source source) {}
