/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;

/** A block that is ready to travel, with what storage must know before: its schema, and the machine as it was then. */
public record Sealed(Block block, Schema schema, MachineFacts facts) {}
