/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.mongo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.storage.engine.Kept;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.Machine.Hours;
import io.atalaia.storage.engine.Machine.Use;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Machines and schemas as documents. Facts and series are JSON texts: labels may have signs that field names may not. */
final class MachineForm {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private MachineForm() {}

    static String text(MachineFacts facts) {
        return written(facts);
    }

    static JsonArray series(Schema schema) {
        var series = new JsonArray();
        schema.series()
                .forEach(one -> series.add(
                        written(new SeriesText(one.kind() == Kind.COUNTER ? "c" : "g", one.name(), one.labels()))));
        return series;
    }

    static Schema schema(JsonObject document) {
        List<Series> series = new ArrayList<>();
        document.getJsonArray("series").forEach(text -> {
            var one = read((String) text, SeriesText.class);
            series.add(new Series(one.n(), one.l(), one.k().equals("c") ? Kind.COUNTER : Kind.GAUGE));
        });
        return new Schema(document.getString("_id"), series);
    }

    static Machine machine(JsonObject document) {
        return new Machine(
                read(document.getString("facts"), MachineFacts.class),
                document.getLong("firstSeen"),
                document.getLong("firstBlock", Long.MAX_VALUE),
                document.getLong("lastBlock", 0L),
                uses(document),
                used(document),
                numbers(document, "touched"),
                numbers(document, "days"),
                document.getLong("packedTo", 0L),
                Set.copyOf(document.getJsonObject("groups", new JsonObject()).fieldNames()),
                kept(document),
                numbers(document, "damage"),
                document.getLong("v", 0L));
    }

    private static Map<Long, Long> numbers(JsonObject document, String list) {
        Map<Long, Long> numbers = new HashMap<>();
        document.getJsonObject(list, new JsonObject())
                .forEach(one -> numbers.put(Long.parseLong(one.getKey()), ((Number) one.getValue()).longValue()));
        return numbers;
    }

    private static Map<String, Hours> used(JsonObject document) {
        Map<String, Hours> used = new HashMap<>();
        document.getJsonObject("used", new JsonObject()).forEach(one -> {
            var hours = (JsonObject) one.getValue();
            used.put(one.getKey(), new Hours(hours.getLong("f"), hours.getLong("t")));
        });
        return used;
    }

    private static Kept kept(JsonObject document) {
        return new Kept(
                document.getLong("rawFrom", 0L),
                document.getLong("hourlyFrom", 0L),
                document.getLong("processesFrom", 0L),
                document.getLong("minuteFrom", 0L),
                document.getLong("fiveFrom", 0L),
                document.getLong("hourFrom", 0L));
    }

    static JsonObject kept(Kept kept) {
        return new JsonObject()
                .put("rawFrom", kept.rawHour())
                .put("hourlyFrom", kept.hourlyHour())
                .put("processesFrom", kept.processesHour())
                .put("minuteFrom", kept.minuteDay())
                .put("fiveFrom", kept.fiveDay())
                .put("hourFrom", kept.hourMonth());
    }

    private static List<Use> uses(JsonObject document) {
        List<Use> uses = new ArrayList<>();
        document.getJsonObject("uses", new JsonObject()).forEach(entry -> {
            var use = (JsonObject) entry.getValue();
            uses.add(new Use(Long.parseLong(entry.getKey()), use.getString("s"), use.getLong("e")));
        });
        uses.sort(Comparator.comparingLong(Use::since));
        return List.copyOf(uses);
    }

    /** k kind, n name, l labels. */
    private record SeriesText(String k, String n, Map<String, String> l) {}

    private static String written(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored " + type.getSimpleName() + " cannot be read", e);
        }
    }
}
