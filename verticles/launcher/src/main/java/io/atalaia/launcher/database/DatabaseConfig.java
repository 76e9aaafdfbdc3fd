/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import io.atalaia.platform.config.Range;

/** @param port always on loopback; 0 takes any free one */
public record DatabaseConfig(@Range(least = "0", most = "65535") int port) {}
