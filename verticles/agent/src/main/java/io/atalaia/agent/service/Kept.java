/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.platform.spool.Entry;
import java.util.List;

/**
 * What one moment of sampling gave.
 *
 * @param sample already in the spool; null when none was taken
 * @param schema the newest
 * @param sealed the blocks that came to their end
 */
public record Kept(Sample sample, Schema schema, List<Entry> sealed) {}
