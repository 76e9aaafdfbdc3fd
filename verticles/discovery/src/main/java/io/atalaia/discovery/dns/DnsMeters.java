/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.atalaia.discovery.dns.engine.Answer;
import io.atalaia.discovery.dns.engine.Code;
import io.atalaia.discovery.dns.engine.Question;
import io.atalaia.discovery.dns.engine.Type;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What the DNS server counts. All meters exist from the start, so that a question costs an addition. Safe from any thread. */
final class DnsMeters {
    private static final Map<Integer, String> TYPES = Map.of(
            Type.A, "A",
            Type.AAAA, "AAAA",
            Type.SRV, "SRV",
            Type.TXT, "TXT",
            Type.NS, "NS",
            Type.SOA, "SOA",
            Type.CNAME, "CNAME",
            Type.ANY, "ANY");
    private static final String OTHER = "other";

    private final Map<Integer, Map<Code, Counter>> answers = new HashMap<>();
    private final Map<Code, Counter> others;
    private final Counter truncated;
    private final Counter malformed;
    private final Counter beyondBound;
    private final Counter connectionsRefused;
    private final Timer latency;

    DnsMeters(MeterRegistry meters) {
        TYPES.forEach((type, word) -> answers.put(type, byCode(meters, word)));
        others = byCode(meters, OTHER);
        truncated = Counter.builder("atalaia_dns_truncated")
                .description("Answers over UDP that did not hold everything")
                .register(meters);
        malformed = dropped(meters, "malformed");
        beyondBound = dropped(meters, "rate");
        connectionsRefused = dropped(meters, "connections");
        latency = Timer.builder("atalaia_dns_latency")
                .description("From a question's arrival to its answer's departure")
                .serviceLevelObjectives(Duration.ofNanos(100_000), Duration.ofMillis(1), Duration.ofMillis(10))
                .register(meters);
    }

    private static Map<Code, Counter> byCode(MeterRegistry meters, String type) {
        var counters = new EnumMap<Code, Counter>(Code.class);
        for (Code code : Code.values()) {
            counters.put(
                    code,
                    Counter.builder("atalaia_dns_queries")
                            .description("Questions answered over DNS, by their type and the answer's code")
                            .tag("type", type)
                            .tag("code", code.name())
                            .register(meters));
        }
        return counters;
    }

    private static Counter dropped(MeterRegistry meters, String reason) {
        return Counter.builder("atalaia_dns_dropped")
                .description("Messages that got no answer, and connections that were not taken")
                .tag("reason", reason)
                .register(meters);
    }

    /** @param question null when the message held none */
    void answered(Question question, Answer answer) {
        Map<Code, Counter> counters = question == null ? others : answers.getOrDefault(question.type(), others);
        counters.get(answer.code()).increment();
        if (answer.truncated()) {
            truncated.increment();
        }
    }

    void refused(Code code) {
        others.get(code).increment();
    }

    void took(Duration time) {
        latency.record(time);
    }

    void droppedAsMalformed() {
        malformed.increment();
    }

    void droppedByBound() {
        beyondBound.increment();
    }

    void connectionRefused() {
        connectionsRefused.increment();
    }
}
