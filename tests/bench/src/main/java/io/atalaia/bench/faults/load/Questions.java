/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.function.Supplier;

/** Questions of each kind that a gateway answers: from its copies, over the bus, from the database, and from what agents send. */
public final class Questions {
    private static final String STALE = "stale";
    private static final String INCOMPLETE = "incomplete";
    /** An answer that says what it lacks is an answer. */
    public static final Set<String> HALF = Set.of(STALE, INCOMPLETE);

    private static final long FRESH_MILLIS = 6_000;
    private static final long HISTORY_MILLIS = 120_000;

    private Questions() {}

    private record Plain(String name, Supplier<Request> make) implements Question {
        @Override
        public Request next() {
            return make.get();
        }
    }

    private static Question get(String name, Supplier<String> path, Question.Judge judge) {
        return new Plain(name, () -> new Question.Request(path.get(), HttpRequest.newBuilder(), judge));
    }

    /** The registry as the gateway's copy has it. */
    public static Question registrations() {
        return get("registrations", () -> "/api/v1/registrations?name=nobody", Questions::stale);
    }

    /** Which roles run where, and how they are; another role answers it. */
    public static Question services() {
        return get("services", () -> "/api/v1/services", Questions::stale);
    }

    private static String stale(JsonNode answer) {
        return answer.path("stale").asBoolean() ? STALE : "";
    }

    /** What storage reads from the database. */
    public static Question history(String machine) {
        return get(
                "history",
                () -> "/api/v1/query?machine=" + machine + "&metric=node_load1&from="
                        + (System.currentTimeMillis() - HISTORY_MILLIS),
                answer -> answer.path("complete").asBoolean() ? "" : INCOMPLETE);
    }

    /** The newest sample of a machine. */
    public static Question live(String machine) {
        return get("live", () -> "/api/v1/machines/" + machine, answer -> {
            long age = System.currentTimeMillis() - answer.path("lastSample").asLong();
            return age < FRESH_MILLIS ? "" : "the newest sample is " + age + " ms old";
        });
    }

    /** A registration, noted in the journal once it is acknowledged. */
    public static Question write(Journal journal) {
        return new Plain("write", () -> {
            String id = journal.next();
            var put = HttpRequest.newBuilder().PUT(BodyPublishers.ofString(Journal.BODY));
            return new Question.Request("/api/v1/registrations/" + id, put, answer -> {
                journal.acknowledged(id);
                return "";
            });
        });
    }
}
