/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.proto.ingest.AgentMessage.ContentCase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What came in from agents, counted. Every meter exists from the start: looking one up for each message would cost more. */
final class IngestMeters {
    private static final double[] LAG_SECONDS = {0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 120, 600, 3_600, 86_400};
    private static final double MILLIS = 1_000;

    /** How a message was answered. */
    enum Outcome {
        TAKEN,
        /** It will never be taken. */
        BAD,
        /** The schema is to be introduced first, or the machine to greet. */
        UNKNOWN,
        /** Too much at once. */
        BUSY,
        /** Storage does not take it now. */
        UNAVAILABLE;

        static Outcome of(int code) {
            return switch (code) {
                case Answers.BAD -> BAD;
                case Answers.UNKNOWN -> UNKNOWN;
                case Answers.BUSY -> BUSY;
                default -> UNAVAILABLE;
            };
        }
    }

    private final Map<ContentCase, Map<Outcome, Counter>> messages = new EnumMap<>(ContentCase.class);
    private final Map<ContentCase, Counter> bytes = new EnumMap<>(ContentCase.class);
    private final Map<ContentCase, DistributionSummary> lags = new EnumMap<>(ContentCase.class);
    private final Counter unauthenticated;
    private final Counter full;
    private final MachineMeters machines;

    IngestMeters(MeterRegistry meters) {
        for (ContentCase kind : ContentCase.values()) {
            var outcomes = new EnumMap<Outcome, Counter>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                outcomes.put(outcome, messages(kind, outcome, meters));
            }
            messages.put(kind, outcomes);
            bytes.put(
                    kind,
                    Counter.builder("atalaia_ingest_bytes")
                            .description("Bytes of the messages of agents by kind")
                            .tag("kind", word(kind))
                            .register(meters));
        }
        lags.put(ContentCase.LIVE, lag(ContentCase.LIVE, meters));
        lags.put(ContentCase.BLOCK, lag(ContentCase.BLOCK, meters));
        unauthenticated = refused("unauthenticated", meters);
        full = refused("full", meters);
        machines = new MachineMeters(meters);
    }

    private static Counter messages(ContentCase kind, Outcome outcome, MeterRegistry meters) {
        return Counter.builder("atalaia_ingest_messages")
                .description("Messages of agents by kind and outcome")
                .tag("kind", word(kind))
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private static DistributionSummary lag(ContentCase kind, MeterRegistry meters) {
        return DistributionSummary.builder("atalaia_ingest_lag_seconds")
                .description("From the newest sample of a message, by the agent's clock, to its arrival")
                .tag("kind", word(kind))
                .serviceLevelObjectives(LAG_SECONDS)
                .register(meters);
    }

    private static Counter refused(String reason, MeterRegistry meters) {
        return Counter.builder("atalaia_ingest_refused_streams")
                .description("Streams of agents that were refused at once")
                .tag("reason", reason)
                .register(meters);
    }

    private static String word(ContentCase kind) {
        return kind == ContentCase.CONTENT_NOT_SET ? "none" : kind.name().toLowerCase(Locale.ROOT);
    }

    void arrived(ContentCase kind, long size) {
        bytes.get(kind).increment(size);
    }

    void answered(ContentCase kind, Outcome outcome) {
        messages.get(kind).get(outcome).increment();
    }

    /** @param lagMillis negative when the agent's clock is ahead of ours; then there is no lag to speak of */
    void lag(ContentCase kind, long lagMillis) {
        lags.get(kind).record(Math.max(0, lagMillis) / MILLIS);
    }

    void unauthenticated() {
        unauthenticated.increment();
    }

    void full() {
        full.increment();
    }

    MachineMeters machines() {
        return machines;
    }
}
