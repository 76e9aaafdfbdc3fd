/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import io.atalaia.platform.config.ByteSize;
import io.atalaia.platform.config.Range;
import java.time.Duration;

/**
 * How much a spool may hold.
 *
 * @param maxBytes of all its files
 * @param maxAge of a block, from its last sample on
 * @param sync how long after it was taken a sample may be lost by a power cut; zero syncs after each. The end of a process takes
 *     none, whatever this is
 */
public record SpoolConfig(
        @Range(least = "1MiB", most = "64GiB") ByteSize maxBytes,
        @Range(least = "10m", most = "30d") Duration maxAge,
        @Range(least = "0s", most = "1m") Duration sync) {}
