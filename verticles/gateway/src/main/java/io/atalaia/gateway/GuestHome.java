/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the samples of guests lie until storage has them.
 *
 * @param directory nobody else uses it; made when it is not there
 * @param kept how long storage keeps every sample: older ones are not taken
 */
public record GuestHome(Path directory, Duration kept) {}
