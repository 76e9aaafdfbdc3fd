/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Gap;
import io.atalaia.contracts.storage.StorageApi.Points;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.platform.engine.series.Downsampler;
import io.atalaia.platform.engine.series.Gaps;
import io.atalaia.platform.engine.series.PointsMerger;
import io.atalaia.platform.engine.series.StepChooser;
import io.atalaia.platform.engine.series.StepChooser.Tier;
import io.atalaia.platform.engine.series.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Completes what storage answered with the samples that are still in memory only.
 *
 * @param past what the head remembers
 * @param everyMillis the machine's sampling interval
 * @param now epoch milliseconds: what lies beyond cannot be missing yet
 */
public record Newest(Past past, long everyMillis, long now) {

    /** Joins storage's answer with what is newer than its {@code until}; the stretch between the two may be a gap. */
    public Answer join(Query question, Answer stored) {
        // Without a stored block the machine began with what is in memory: there is no gap before it.
        long from = stored.until() == 0 ? beginning(question) : Math.max(question.from(), stored.until());
        List<Points> newer = points(question, from, stored.stepMillis());
        List<Gap> gaps = new ArrayList<>(stored.gaps());
        gaps.addAll(gaps(from, Math.min(question.to(), now)));
        return new Answer(
                stored.tier(),
                stored.stepMillis(),
                Math.max(stored.until(), question.to()),
                PointsMerger.merge(stored.series(), newer, question.from(), stored.stepMillis()),
                gaps);
    }

    /** The answer from memory alone; of what lies before the first sample nothing is said. */
    public Answer alone(Query question) {
        long step = StepChooser.step(question.from(), question.to(), question.points(), everyMillis);
        return new Answer(
                Tier.RAW.label(),
                step,
                question.to(),
                points(question, question.from(), step),
                gaps(beginning(question), Math.min(question.to(), now)));
    }

    private long beginning(Query question) {
        long[] times = past.times();
        return times.length == 0 ? question.to() : Math.max(question.from(), times[0]);
    }

    /** Whether memory has a sample in the range of the question. */
    public boolean reaches(Query question) {
        return Arrays.stream(past.times()).anyMatch(time -> time >= question.from() && time < question.to());
    }

    private List<Gap> gaps(long from, long to) {
        return from >= to ? List.of() : new Gaps(from, to, Track.unbrokenMillis(everyMillis), 0).in(past.times());
    }

    private List<Points> points(Query question, long from, long step) {
        if (from >= question.to()) {
            return List.of();
        }
        var sampler = new Downsampler(from, question.to(), step);
        long[] times = past.times();
        return past.series(series -> asked(question, series)).stream()
                .map(series -> points(question, sampler, series, new Track(times, past.values(series))))
                .filter(points -> points.t().length > 0)
                .toList();
    }

    private Points points(Query question, Downsampler sampler, Series series, Track track) {
        return question.as() == As.RATE ? sampler.rates(series, track, everyMillis) : sampler.values(series, track);
    }

    private static boolean asked(Query question, Series series) {
        return question.metrics().contains(series.name())
                && series.labels().entrySet().containsAll(question.labels().entrySet())
                && (question.as() == As.RAW || series.kind() == Kind.COUNTER);
    }
}
