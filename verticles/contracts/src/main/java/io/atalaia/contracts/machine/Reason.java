/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.machine;

/**
 * Why a machine is not normal.
 *
 * @param metric {@code cpu}, {@code memory} or {@code disk}
 * @param level {@link State#ALERT} or {@link State#CRITICAL}
 * @param value the newest figure, percent
 * @param threshold the one whose crossing began this level, percent
 * @param since when the level began, in epoch milliseconds
 * @param device the volume's mount point for {@code disk}; null otherwise
 */
public record Reason(String metric, State level, double value, double threshold, long since, String device) {}
