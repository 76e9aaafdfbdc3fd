/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

/**
 * Which block, and of what time.
 *
 * @param from the first of its samples, epoch milliseconds by the agent's clock
 * @param to the last
 * @param received when storage took it, epoch milliseconds by its own clock
 */
public record BlockSpan(String boot, long seq, String schema, long from, long to, long received) {

    /** Names the block among those of its machine. */
    public String key() {
        return boot + "_" + seq;
    }
}
