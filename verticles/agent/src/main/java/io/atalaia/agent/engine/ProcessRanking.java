/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Chooses the busiest processes: by CPU time and by disk traffic since the last look, and by memory now. */
public final class ProcessRanking {
    private final int top;

    /** @param top how many of each kind */
    public ProcessRanking(int top) {
        this.top = top;
    }

    /** At most three times {@code top} processes, each once, in the order of their pids. */
    public List<ProcessState> busiest(Collection<ProcessState> all) {
        return Stream.of(
                        first(all, Comparator.comparingDouble(ProcessState::cpuGrowth), one -> one.cpuGrowth() > 0),
                        first(
                                all,
                                Comparator.comparingLong(ProcessState::residentBytes),
                                one -> one.residentBytes() > 0),
                        first(all, Comparator.comparingLong(ProcessState::diskGrowth), one -> one.diskGrowth() > 0))
                .flatMap(chosen -> chosen)
                .distinct()
                .sorted(Comparator.comparingInt(ProcessState::pid))
                .toList();
    }

    private Stream<ProcessState> first(
            Collection<ProcessState> all, Comparator<ProcessState> by, Predicate<ProcessState> counts) {
        return all.stream()
                .filter(counts)
                .sorted(by.reversed().thenComparingInt(ProcessState::pid))
                .limit(top);
    }
}
