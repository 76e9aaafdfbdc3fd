/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.uplink;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.vertx.core.Future;

/**
 * The way of a sealed block to storage. Every answer follows the write to storage's disk. Failures are {@link
 * io.atalaia.platform.bus.Fault}s: 400 will never be taken, 409 introduce the schema first, all others try again.
 */
public interface BlockDoor {
    Future<Done> introduce(Introduction introduction);

    Future<Done> store(Block block);

    Future<Done> note(Events events);
}
