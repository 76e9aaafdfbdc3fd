/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.StorageApi.Gap;
import io.atalaia.contracts.storage.StorageApi.Points;
import io.atalaia.platform.engine.series.StepChooser.Choice;
import io.atalaia.platform.engine.series.StepChooser.Tier;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final Series LOAD = Series.gauge("node_load1");
    private static final long DAY = 86_400_000L;

    @Test
    void aBucketHasTheLeastTheMeanTheMostAndTheLastOfItsSamples() {
        var track = new Track(new long[] {1000, 2000, 3000, 11_000}, new double[] {5, 1, 3, 7});
        Points points = new Downsampler(0, 20_000, 10_000).values(LOAD, track);
        assertThat(points.t()).containsExactly(0, 11_000);
        assertThat(points.min()).containsExactly(1, 7);
        assertThat(points.avg()).containsExactly(3, 7);
        assertThat(points.max()).containsExactly(5, 7);
        assertThat(points.last()).containsExactly(3, 7);
        assertThat(points.count()).containsExactly(3, 1);
    }

    @Test
    void whatIsOutOfRangeOrMissingIsLeftOut() {
        var track = new Track(new long[] {1000, 2000, 3000, 4000}, new double[] {1, Double.NaN, 3, 4});
        Points points = new Downsampler(2000, 4000, 10_000).values(LOAD, track);
        assertThat(points.t()).containsExactly(3000);
    }

    @Test
    void aPointDoesNotStandBeforeTheQuestion() {
        var track = new Track(new long[] {5000, 6000}, new double[] {1, 2});
        assertThat(new Downsampler(4500, 9000, 10_000).values(LOAD, track).t()).containsExactly(4500);
    }

    @Test
    void aRateIsTheGrowthPerSecondAtTheLaterSample() {
        Track rates = new Track(new long[] {0, 1000, 3000}, new double[] {10, 15, 25}).rates(1000);
        assertThat(rates.times()).containsExactly(1000, 3000);
        assertThat(rates.values()).containsExactly(5, 5);
    }

    @Test
    void aResetAndAGapGiveNoRate() {
        long[] times = {0, 1000, 2000, 3000, 6000, 7000};
        Track rates = new Track(times, new double[] {100, 200, 5, 6, 90, 91}).rates(1000);
        assertThat(rates.times()).containsExactly(1000, 3000, 7000);
        assertThat(rates.values()).containsExactly(100, 1, 1);
    }

    @Test
    void theFirstRateInRangeUsesTheSampleBeforeIt() {
        var track = new Track(new long[] {0, 1000}, new double[] {1, 2});
        assertThat(new Downsampler(1000, 2000, 1000).rates(LOAD, track, 1000).t())
                .containsExactly(1000);
    }

    @Test
    void coarserPointsWeighByTheirCounts() {
        var minutes = new Points(
                LOAD,
                new long[] {0, 60_000},
                new double[] {1, 2},
                new double[] {2, 5},
                new double[] {3, 9},
                new double[] {2, 4},
                new int[] {10, 30});
        Points points = new Downsampler(0, 120_000, 120_000).coarser(LOAD, List.of(minutes));
        assertThat(points.t()).containsExactly(0);
        assertThat(points.min()).containsExactly(1);
        assertThat(points.avg()).containsExactly(4.25);
        assertThat(points.max()).containsExactly(9);
        assertThat(points.last()).containsExactly(4);
        assertThat(points.count()).containsExactly(40);
    }

    @Test
    void storedAndLivePointsShareTheBucketBetweenThem() {
        var grid = new Downsampler(0, 30_000, 10_000);
        long[] times = LongStream.range(0, 30).map(i -> i * 1000).toArray();
        double[] values = LongStream.range(0, 30).mapToDouble(i -> i * i % 17).toArray();
        Points whole = grid.values(LOAD, new Track(times, values));
        Points stored = new Downsampler(0, 14_000, 10_000).values(LOAD, new Track(times, values));
        Points live = new Downsampler(14_000, 30_000, 10_000).values(LOAD, new Track(times, values));
        List<Points> merged = PointsMerger.merge(List.of(stored), List.of(live), 0, 10_000);
        assertThat(merged).singleElement().usingRecursiveComparison().isEqualTo(whole);
    }

    @Test
    void aSeriesThatOnlyOneSideHasIsKept() {
        var track = new Track(new long[] {0}, new double[] {1});
        Points stored = new Downsampler(0, 10, 10).values(LOAD, track);
        Points live = new Downsampler(0, 10, 10).values(Series.gauge("node_load5"), track);
        assertThat(PointsMerger.merge(List.of(stored), List.of(live), 0, 10)).containsExactly(stored, live);
    }

    @Test
    void distancesBeyondTwoAndAHalfIntervalsAreGaps() {
        long unbroken = Track.unbrokenMillis(1000);
        assertThat(new Gaps(0, 20_000, unbroken, 0).in(new long[] {0, 2500, 5001, 19_000}))
                .containsExactly(new Gap(2500, 5001, "no samples"), new Gap(5001, 19_000, "no samples"));
    }

    @Test
    void aGapReachesTheEdgesOfTheQuestion() {
        assertThat(new Gaps(0, 20_000, 2500, 0).in(new long[] {10_000}))
                .containsExactly(new Gap(0, 10_000, "no samples"), new Gap(10_000, 20_000, "no samples"));
        assertThat(new Gaps(0, 20_000, 2500, 0).in(new long[0])).containsExactly(new Gap(0, 20_000, "no samples"));
        assertThat(new Gaps(20_000, 0, 2500, 0).in(new long[0])).isEmpty();
    }

    @Test
    void aMissingMinuteIsAGapBetweenTheMinutes() {
        assertThat(new Gaps(0, 240_000, 59_999, 60_000).in(new long[] {0, 60_000, 180_000}))
                .containsExactly(new Gap(120_000, 180_000, "no samples"));
    }

    @Test
    void theFinestTierThatNeedsFewFiguresAPointIsTaken() {
        assertThat(StepChooser.choose(0, 3_600_000, 1000, 1000, tier -> 0)).isEqualTo(new Choice(Tier.RAW, 5000));
        assertThat(StepChooser.choose(0, DAY, 1000, 1000, tier -> 0)).isEqualTo(new Choice(Tier.MINUTE, 120_000));
        assertThat(StepChooser.choose(0, 30 * DAY, 1000, 1000, tier -> 0))
                .isEqualTo(new Choice(Tier.FIVE_MINUTES, 3_600_000));
        assertThat(StepChooser.choose(0, 365 * DAY, 1000, 1000, tier -> 0).tier())
                .isEqualTo(Tier.HOUR);
        assertThat(StepChooser.choose(0, 3_600_000, 1000, 1000, tier -> tier == Tier.RAW ? 1 : 0)
                        .tier())
                .isEqualTo(Tier.MINUTE);
        assertThat(StepChooser.choose(0, 3_600_000, 1000, 1000, tier -> 1).tier())
                .isEqualTo(Tier.HOUR);
    }

    @Test
    void neverMoreThanTheAskedPointsAreAnswered() {
        for (int points : new int[] {1, 2, 3, 7, 100, 999, 5000}) {
            for (long range : new long[] {1, 999, 61_000, DAY - 1, 3 * DAY + 7, 400 * DAY}) {
                long from = 1_700_000_000_123L;
                long step = StepChooser.step(from, from + range, points, 1);
                assertThat(Math.floorDiv(from + range - 1, step) - Math.floorDiv(from, step) + 1)
                        .isLessThanOrEqualTo(points);
            }
        }
    }
}
