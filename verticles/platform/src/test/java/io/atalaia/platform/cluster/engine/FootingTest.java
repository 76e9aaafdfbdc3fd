/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.platform.cluster.engine.Footing.Sight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FootingTest {
    private static final Sight ALL = new Sight(true, 3, 3);
    private final Footing footing = new Footing(3);

    @ParameterizedTest
    @CsvSource({
        "1,1,false",
        "2,1,false",
        "3,2,false",
        "3,1,true",
        "4,3,false",
        "4,2,true",
        "5,3,false",
        "5,2,true",
        "3,5,false"
    })
    void ofThreeOrMoreExpectedNodesMoreThanHalfMustBeSeen(int expected, int seen, boolean degraded) {
        var sight = new Sight(true, expected, seen);
        assertThat(footing.judge(sight, 0).degraded()).isFalse();
        assertThat(footing.judge(sight, 2).degraded()).isFalse();
        assertThat(footing.judge(sight, 3).degraded()).isEqualTo(degraded);
    }

    @Test
    void aDatabaseOutOfReachDegradesAfterAWhileHoweverManyNodesThereAre() {
        var alone = new Sight(false, 1, 1);
        assertThat(footing.judge(alone, 10).degraded()).isFalse();
        var judgement = footing.judge(alone, 13);
        assertThat(judgement.degraded()).isTrue();
        assertThat(judgement.why()).contains("database");
    }

    @Test
    void recoveryIsAtOnceAndTheNextTimeCountsAnew() {
        assertThat(footing.judge(new Sight(true, 3, 1), 0).degraded()).isFalse();
        assertThat(footing.judge(new Sight(true, 3, 1), 3).why()).isEqualTo("only 1 of 3 nodes can be seen");
        assertThat(footing.judge(ALL, 4).degraded()).isFalse();
        assertThat(footing.judge(new Sight(true, 3, 1), 5).degraded()).isFalse();
        assertThat(footing.judge(new Sight(true, 3, 1), 7).degraded()).isFalse();
        assertThat(footing.judge(new Sight(true, 3, 1), 8).degraded()).isTrue();
    }

    @Test
    void twoShortTroublesOfDifferentKindsAreNoLongOne() {
        assertThat(footing.judge(new Sight(false, 3, 3), 0).degraded()).isFalse();
        assertThat(footing.judge(new Sight(true, 3, 1), 2).degraded()).isFalse();
        assertThat(footing.judge(new Sight(true, 3, 1), 4).degraded()).isFalse();
        assertThat(footing.judge(ALL, 5).degraded()).isFalse();
    }
}
