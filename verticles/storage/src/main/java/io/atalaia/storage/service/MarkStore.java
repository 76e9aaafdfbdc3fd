/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.vertx.core.Future;
import java.util.Map;

/** Where it is kept which machines are remarkable: few at any time, all in one document. */
public interface MarkStore {

    Future<Marked> read();

    /** How far the machine's clock is ahead of ours, in milliseconds; 0 takes the mark away. */
    Future<Void> clock(String machine, long offset);

    /** When two agents were seen with the machine's id, in epoch milliseconds. */
    Future<Void> conflict(String machine, long at);

    /** How many of the machine's blocks are put aside; 0 takes the mark away. */
    Future<Void> quarantined(String machine, int blocks);

    /** Each by machine. */
    record Marked(Map<String, Long> clocks, Map<String, Long> conflicts, Map<String, Integer> quarantined) {
        public static final Marked NOTHING = new Marked(Map.of(), Map.of(), Map.of());

        public Marked {
            clocks = Map.copyOf(clocks);
            conflicts = Map.copyOf(conflicts);
            quarantined = Map.copyOf(quarantined);
        }
    }
}
