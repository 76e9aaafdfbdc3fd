/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.platform.uplink.BlockDoor;
import io.atalaia.platform.uplink.LiveDoor;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * The two ways out of this machine.
 *
 * @param close ends both; for after the last message
 */
public record Roads(LiveDoor live, BlockDoor blocks, Supplier<Future<Void>> close) {}
