/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery;

import io.atalaia.platform.config.Range;
import java.time.Duration;

/** @param every how often the registrations of all nodes are read */
public record DiscoveryConfig(@Range(least = "100ms", most = "1m") Duration every) {}
