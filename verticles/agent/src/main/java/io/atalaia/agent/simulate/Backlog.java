/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate;

import io.atalaia.agent.simulate.engine.Past;
import io.atalaia.contracts.storage.Block;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The blocks of one machine that wait in memory for their turn: those that came back, then the past, then the fresh ones. */
final class Backlog {
    private final Deque<Block> returned = new ArrayDeque<>();
    private final Deque<Block> fresh = new ArrayDeque<>();
    private final int most;
    private Past past;

    /** @param past null for none */
    Backlog(Past past, int most) {
        this.past = past;
        this.most = most;
    }

    /** @return how many samples were given up to make room */
    int add(Block block) {
        fresh.addLast(block);
        return fresh.size() > most ? fresh.removeFirst().samples() : 0;
    }

    /** They go before everything else, the first of them first. */
    void giveBack(List<Block> blocks) {
        for (int i = blocks.size() - 1; i >= 0; i--) {
            returned.addFirst(blocks.get(i));
        }
    }

    void giveBack(Block block) {
        giveBack(Collections.singletonList(block));
    }

    /** Null when nothing waits. */
    Block next() {
        if (!returned.isEmpty()) {
            return returned.removeFirst();
        }
        if (past != null) {
            var block = past.block();
            if (block.isPresent()) {
                return block.get();
            }
            past = null;
        }
        return fresh.pollFirst();
    }

    boolean hasPast() {
        return past != null;
    }

    /** Without the past, which is made only when it is asked for. */
    int size() {
        return returned.size() + fresh.size();
    }

    boolean isEmpty() {
        return past == null && size() == 0;
    }
}
