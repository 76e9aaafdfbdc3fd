/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessRankingTest {
    private static ProcessState process(int pid, double cpu, long resident, long disk) {
        var state = new ProcessState(pid, 0, "p" + pid);
        state.used(10, resident);
        state.moved(100, 100);
        state.used(10 + cpu, resident);
        state.moved(100 + disk, 100);
        return state;
    }

    @Test
    void theBusiestOfEachKindAreTakenOnceEach() {
        var all = List.of(
                process(1, 5, 1, 0),
                process(2, 1, 900, 0),
                process(3, 0, 2, 77),
                process(4, 0, 3, 0),
                process(5, 4, 800, 78));
        assertThat(new ProcessRanking(1).busiest(all))
                .extracting(ProcessState::pid)
                .containsExactly(1, 2, 5);
        assertThat(new ProcessRanking(2).busiest(all))
                .extracting(ProcessState::pid)
                .containsExactly(1, 2, 3, 5);
    }

    @Test
    void whoDoesNothingIsNotAmongTheBusiest() {
        assertThat(new ProcessRanking(5).busiest(List.of(process(1, 0, 0, 0)))).isEmpty();
    }

    @Test
    void growthIsCountedFromTheLastLookAndFiguresStayCumulative() {
        var state = process(1, 2.5, 7, 50);
        assertThat(state.cpuGrowth()).isEqualTo(2.5);
        assertThat(state.cpuSeconds()).isEqualTo(12.5);
        assertThat(state.diskGrowth()).isEqualTo(50);
        assertThat(state.readBytes()).isEqualTo(150);
        assertThat(new ProcessState(1, 0, "x").readBytes()).isNull();
    }
}
