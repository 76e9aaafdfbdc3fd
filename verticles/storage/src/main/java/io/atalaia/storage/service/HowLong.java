/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import java.time.Duration;

/** How long what is kept: samples, figures of minutes, of five minutes and of hours, process rows. */
public record HowLong(Duration raw, Duration minute, Duration fiveMinutes, Duration hour, Duration processes) {}
