/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;

/** A block that is ready to travel, with the schema that storage must know before. */
public record Sealed(Block block, Schema schema) {}
