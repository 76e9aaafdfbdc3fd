/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine.exposition;

import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;

/**
 * A machine as programs are shown it at a moment.
 *
 * @param schema of the sample, or of its newest one while there is none; null where that is not known
 * @param sample its newest values; null when none is of the present, or when only the headline is known here
 */
public record Shown(MachineFacts facts, Headline headline, Schema schema, Sample sample) {}
