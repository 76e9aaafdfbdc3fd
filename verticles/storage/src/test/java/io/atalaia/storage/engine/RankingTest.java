/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.storage.StorageApi.By;
import io.atalaia.contracts.storage.StorageApi.TopRow;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static double[][] table(double average, double maximum, double count) {
        var table = new double[HeadlineHour.COLUMNS][Stretch.FIVES_AN_HOUR];
        table[HeadlineHour.AVERAGE][0] = average;
        table[HeadlineHour.MAXIMUM][0] = maximum;
        table[HeadlineHour.COUNT][0] = count;
        return table;
    }

    @Test
    void aMachineThatWentOnUnderAnotherIdCountsOnceWithAllItsSamples() {
        var ranking = new Ranking(0, Stretch.HOUR * 2, Map.of("old", "new"));
        ranking.add(0, Map.of("old", table(90, 99, 100), "other", table(40, 45, 300)));
        ranking.add(1, Map.of("new", table(10, 12, 300)));

        assertThat(ranking.top(By.AVERAGE, 10)).containsExactly(new TopRow("other", 40, 45), new TopRow("new", 30, 99));
        assertThat(ranking.top(By.MAXIMUM, 1)).containsExactly(new TopRow("new", 30, 99));
    }
}
