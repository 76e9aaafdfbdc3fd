/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

/**
 * When a figure enters and leaves its levels. All thresholds are percent.
 *
 * @param forMillis how long the figure must stay at or above an enter, by the samples' own time
 * @param recoverMillis how long it must stay below an exit
 */
public record Rule(
        double alertEnter,
        double alertExit,
        double criticalEnter,
        double criticalExit,
        long forMillis,
        long recoverMillis) {}
