/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Timelines of the machine page: what is a gap must stay one, and what is known must not get lost. */
class HistoryTest {
    private Modules js;

    @BeforeEach
    void load() {
        js = Modules.load("core/history", "core/history-live", "core/history-read");
        js.run(
                """
                globalThis.history = {...history, ...history_live, ...history_read};
                const series = (t, avg, min = avg, max = avg) => ({metric: 'm', labels: {}, t, avg, min, max});
                const line = (id, ...all) => ({id, label: id, parts: all.map((one) => ({series: one, rising: true})),
                  combine: (values) => values[0]});
                const timeline = (answer, ...lines) => history.toTimeline(answer, lines);
                const avg = (made, track = 0) => made.tracks[track].avg;
                """);
    }

    @AfterEach
    void close() {
        js.close();
    }

    @Test
    void linesWithTimesOfTheirOwnShareOneAxisAndMissingPointsStayOpen() {
        js.run(
                "const made = timeline({step: 1000}, line('a', series([1000, 2000], [1, 2])), line('b', series([2000, 3000], [5, 0])));");
        assertThat(js.json("made.t")).isEqualTo("[1000,2000,3000]");
        assertThat(js.json("avg(made)")).isEqualTo("[1,2,\"(undefined)\"]");
        assertThat(js.json("avg(made, 1)")).isEqualTo("[\"(undefined)\",5,0]");
    }

    @Test
    void aGapBreaksEveryLine() {
        js.run("const made = timeline({step: 1000, gaps: [{from: 2000, to: 9000, reason: 'no samples'}]},"
                + "line('a', series([1000, 2000, 9000], [1, 2, 3])), line('b', series([1000, 9000], [4, 5])));");
        assertThat(js.json("made.t")).isEqualTo("[1000,2000,5500,9000]");
        assertThat(js.json("avg(made)")).isEqualTo("[1,2,null,3]");
        assertThat(js.json("avg(made, 1)[2]")).isEqualTo("null");
    }

    @Test
    void aGapAtEitherEndNeedsNoBreak() {
        js.run("const made = timeline({step: 1000, gaps: [{from: 0, to: 900}, {from: 2100, to: 9000}]},"
                + "line('a', series([1000, 2000], [1, 2])));");
        assertThat(js.json("avg(made)")).isEqualTo("[1,2]");
        assertThat(js.value("made.gaps.length").asInt()).isEqualTo(2);
    }

    @Test
    void bucketsWithASpreadDrawABand() {
        js.run("const made = timeline({step: 60000}, line('a', series([0, 60000], [5, 6], [1, 6], [9, 6])));");
        assertThat(js.truth("made.banded")).isTrue();
        assertThat(js.json("[made.tracks[0].min, made.tracks[0].max]")).isEqualTo("[[1,6],[9,6]]");
        assertThat(js.truth("timeline({step: 1000}, line('a', series([0], [5]))).banded"))
                .isFalse();
    }

    @Test
    void aPartThatLowersTheLineLendsItsLowestToTheHighest() {
        js.run(
                "const free = series([0], [40], [30], [60]);"
                        + "const made = timeline({}, {id: 'used', label: '', parts: [{series: free, rising: false}], combine: ([v]) => 100 - v});");
        assertThat(js.json("[made.tracks[0].min, made.tracks[0].avg, made.tracks[0].max]"))
                .isEqualTo("[[40],[60],[70]]");
    }

    @Test
    void anEmptyAnswerIsAnEmptyTimeline() {
        assertThat(js.json("timeline({series: []}, line('a')).t")).isEqualTo("[]");
        assertThat(js.truth("history.append(history.emptyTimeline(['a'], 1000), 5000, {a: 1}, 1000)"))
                .isTrue();
    }

    @Test
    void aLivePointIsAppendedOnceAndNeverBackwards() {
        js.run("const made = timeline({step: 1000}, line('a', series([1000, 2000], [1, 2])));");
        assertThat(js.truth("history.append(made, 3000, {a: 3}, 1000)")).isTrue();
        assertThat(js.truth("history.append(made, 3000, {a: 4}, 1000)")).isFalse();
        assertThat(js.truth("history.append(made, 2500, {a: 4}, 1000)")).isFalse();
        assertThat(js.json("avg(made)")).isEqualTo("[1,2,3]");
    }

    @Test
    void jitterIsNoGap() {
        js.run("const made = timeline({step: 1000}, line('a', series([1000], [1])));");
        js.run("history.append(made, 2700, {a: 2}, 1000); history.append(made, 3100, {a: 3}, 1000);");
        assertThat(js.json("avg(made)")).isEqualTo("[1,2,3]");
    }

    @Test
    void silenceBetweenLivePointsIsAGap() {
        js.run(
                "const made = timeline({step: 1000}, line('a', series([1000], [1]))); history.append(made, 11000, {a: 2}, 1000);");
        assertThat(js.json("avg(made)")).isEqualTo("[1,null,2]");
        assertThat(js.json("made.gaps")).isEqualTo("[{\"from\":1000,\"to\":11000,\"reason\":\"no samples\"}]");
    }

    @Test
    void anOpenGapOfTheAnswerEndsWithTheFirstLivePoint() {
        js.run(
                "const made = timeline({step: 1000, gaps: [{from: 1000, to: 60000, reason: 'no samples'}]}, line('a', series([1000], [1])));"
                        + "history.append(made, 30000, {a: 2}, 1000);");
        assertThat(js.json("made.gaps")).isEqualTo("[{\"from\":1000,\"to\":30000,\"reason\":\"no samples\"}]");
        assertThat(js.json("avg(made)")).isEqualTo("[1,null,2]");
    }

    @Test
    void aFrameWithoutFiguresIsNoPointAndNoSilence() {
        js.run("const made = timeline({step: 1000}, line('a', series([1000], [1])));"
                + "for (let t = 2000; t <= 20000; t += 1000) history.append(made, t, {}, 1000);");
        assertThat(js.json("[made.t, history.lastHeard(made)]")).isEqualTo("[[1000],20000]");
        js.run("history.append(made, 21000, {a: 2}, 1000);");
        assertThat(js.json("[made.t, avg(made), made.gaps]")).isEqualTo("[[1000,21000],[1,2],[]]");
    }

    @Test
    void silenceAfterFramesWithoutFiguresIsAGapFromTheLastOfThem() {
        js.run("const made = timeline({step: 1000}, line('a', series([1000], [1])));"
                + "history.append(made, 2000, {}, 1000); history.append(made, 12000, {a: 2}, 1000);");
        assertThat(js.json("made.gaps")).isEqualTo("[{\"from\":2000,\"to\":12000,\"reason\":\"no samples\"}]");
        assertThat(js.json("made.t")).isEqualTo("[1000,7000,12000]");
    }

    @Test
    void aMissingLiveFigureLeavesTheOthers() {
        js.run("const made = timeline({step: 1000}, line('a', series([1000], [1])), line('b', series([1000], [1])));"
                + "history.append(made, 2000, {a: null, b: 0}, 1000);");
        assertThat(js.json("[avg(made)[1], avg(made, 1)[1]]")).isEqualTo("[\"(undefined)\",0]");
    }

    @Test
    void aWideBucketAbsorbsLivePointsAndKeepsTheirExtremes() {
        js.run("const made = timeline({step: 10000}, line('a', series([0, 10000], [1, 50])));"
                + "history.append(made, 11000, {a: 100}, 1000); history.append(made, 12000, {a: 0}, 1000);");
        assertThat(js.json("made.t")).isEqualTo("[0,10000]");
        assertThat(js.json("[made.tracks[0].min[1], made.tracks[0].max[1]]")).isEqualTo("[0,100]");
        assertThat(js.value("avg(made)[1]").asDouble()).isBetween(40.0, 60.0);
        js.run("history.append(made, 20400, {a: 7}, 1000);");
        assertThat(js.json("made.t")).isEqualTo("[0,10000,20000]");
    }

    @Test
    void pruningKeepsWhatTheRangeNeeds() {
        js.run("const t = Array.from({length: 100}, (_, at) => at * 1000);"
                + "const made = timeline({step: 1000, gaps: [{from: 1, to: 2}, {from: 98100, to: 98200}]}, line('a', series(t, t)));"
                + "history.prune(made, 50000);");
        assertThat(js.truth("made.t[0] <= 50000 && made.t[0] >= 49000")).isTrue();
        assertThat(js.truth("made.t.length === avg(made).length && avg(made)[0] === made.t[0]"))
                .isTrue();
        assertThat(js.value("made.gaps.length").asInt()).isEqualTo(1);
    }

    @Test
    void theSummaryKnowsExtremesAndWhen() {
        js.run(
                "const made = timeline({step: 1000}, line('a', series([1000, 2000, 3000], [1, 9, 4], [0, 9, 4], [1, 12, 4])));");
        assertThat(js.json("history.summarise(made, made.tracks[0], 0, 5000)"))
                .isEqualTo("{\"latest\":4,\"min\":0,\"max\":12,\"maxAt\":2000}");
        assertThat(js.json("history.summarise(made, made.tracks[0], 2500, 5000).max"))
                .isEqualTo("4");
        assertThat(js.json("history.summarise(made, made.tracks[0], 8000, 9000)"))
                .isEqualTo("{}");
    }

    @Test
    void theTableHasAtMostSixtyRowsAndAveragesWhatItMerges() {
        js.run("const t = Array.from({length: 600}, (_, at) => at * 1000);"
                + "const made = timeline({step: 1000}, line('a', series(t, t.map((_, at) => at % 2 ? 10 : 20))));"
                + "const rows = history.tableRows(made, 0, 599000);");
        assertThat(js.value("rows.length").asInt()).isBetween(2, 60);
        assertThat(js.value("rows[5].values[0]").asDouble()).isBetween(14.0, 16.0);
    }

    @Test
    void theNearestPointIsFoundFromBothSides() {
        assertThat(js.json("[0, 1400, 1600, 9000].map((time) => history.nearestRow([1000, 2000], time))"))
                .isEqualTo("[0,0,1,1]");
        assertThat(js.value("history.nearestRow([], 5)").asInt()).isEqualTo(-1);
    }

    @Test
    void aQuestionHasAllItsMetricsWholeMillisecondsAndABoundedNumberOfPoints() {
        assertThat(js.text(
                        "history.queryPath({machine: 'a/b', metrics: ['x', 'y'], labels: {device: 'sd&a'}, from: 1.5, to: 9.2,"
                                + " points: 99999, as: 'rate'})"))
                .isEqualTo(
                        "/api/v1/query?machine=a%2Fb&metric=x&metric=y&label.device=sd%26a&from=1&to=10&points=5000&as=rate");
    }
}
