/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.series.Schema;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The samples of the last 120 s, and which of them the gateway has. */
public final class Recent {
    private static final long KEPT_MILLIS = 120_000;
    private static final int MOST = 1_200;

    private final Deque<Numbered> samples = new ArrayDeque<>();
    private Schema schema;
    private long count;
    private long delivered;

    public void add(Sample sample, Schema underSchema) {
        if (!samples.isEmpty() && sample.time() <= samples.peekLast().sample.time()) {
            // The clock was set back: what lies in the future now cannot travel in the order of time.
            samples.clear();
        }
        schema = underSchema;
        samples.addLast(new Numbered(++count, sample));
        while (samples.size() > MOST || samples.peekFirst().sample.time() <= sample.time() - KEPT_MILLIS) {
            samples.removeFirst();
        }
    }

    /** The newest sample's schema. */
    public Optional<Schema> schema() {
        return Optional.ofNullable(schema);
    }

    /** The gateway has nothing, or has forgotten everything. */
    public void deliverAgain() {
        delivered = 0;
    }

    /**
     * What the gateway does not have yet, oldest first, at most as much as a message takes. Only samples under the newest
     * schema: a gateway knows no other.
     */
    public Batch next() {
        var waiting = samples.stream()
                .filter(one -> one.number > delivered && one.sample.schema().equals(schema.hash()))
                .limit(Samples.MOST)
                .toList();
        long last = waiting.isEmpty() ? delivered : waiting.get(waiting.size() - 1).number;
        return new Batch(waiting.stream().map(Numbered::sample).toList(), last);
    }

    public void delivered(Batch batch) {
        delivered = batch.last;
    }

    /** @param last names the newest sample of the batch to {@link #delivered} */
    public record Batch(List<Sample> samples, long last) {}

    private record Numbered(long number, Sample sample) {}
}
