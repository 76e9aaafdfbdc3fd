/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.contract;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Requests that break what the description says, each in one place. */
final class Broken {
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "PATCH");
    private static final int TOO_LARGE = 2 << 20;

    private Broken() {}

    /** @param valid what would be answered well */
    static List<Request> of(Request valid) {
        var all = new ArrayList<Request>();
        valid.operation().parameters().forEach(parameter -> all.addAll(parameter(valid, parameter)));
        if (valid.operation().answers(400)) {
            all.add(valid.query("nonsense", "1").why("a parameter that there is not"));
        }
        if (valid.operation().body() != null) {
            all.addAll(body(valid));
        }
        return all;
    }

    /** With methods that the path does not take. */
    static List<Request> methods(Request valid, Set<String> taken) {
        return METHODS.stream()
                .filter(method -> !taken.contains(method))
                .map(method -> valid.method(method).body(null).why("a method that is not possible"))
                .toList();
    }

    private static List<Request> parameter(Request valid, JsonObject parameter) {
        String name = parameter.getString("name");
        String in = parameter.getString("in");
        JsonObject schema = parameter.getJsonObject("schema");
        var all = new ArrayList<Request>();
        if (parameter.containsKey("x-prefix")) {
            String label = parameter.getString("x-prefix") + "mode";
            all.add(valid.query(label, "a").query(label, "b").why("a label twice"));
            return all;
        }
        if (in.equals("path")) {
            if (valid.operation().answers(404) || schema.containsKey("enum")) {
                all.add(valid.path(name, "nobody-there").why("a " + name + " that does not exist"));
            }
            return all;
        }
        Request rest = valid.without(name);
        if (parameter.getBoolean("required", false)) {
            all.add(rest.why(name + " left out"));
        }
        if ("array".equals(schema.getString("type"))) {
            var many = new JsonArray();
            for (int i = 0; i <= schema.getInteger("maxItems"); i++) {
                many.add("a" + i);
            }
            all.add(rest.query(name, many).why(name + " too often"));
            return all;
        }
        wrongValues(schema).forEach(value -> all.add(rest.with(in, name, value).why(name + " out of its range")));
        if (in.equals("query")) {
            all.add(rest.query(name, "1").query(name, "1").why(name + " twice"));
        }
        return all;
    }

    /** Values that the schema refuses, as they stand in an address. */
    private static Stream<String> wrongValues(JsonObject schema) {
        if (schema.containsKey("enum")) {
            return Stream.of("nonsense");
        }
        if ("integer".equals(schema.getString("type"))) {
            return Stream.of(
                    String.valueOf(schema.getLong("minimum") - 1),
                    String.valueOf(schema.getLong("maximum") + 1),
                    "many",
                    "1.5");
        }
        if (schema.containsKey("anyOf")) {
            return Stream.of("yesterday", "-1", "99999999999999999999");
        }
        return schema.containsKey("pattern") ? Stream.of("%&/") : Stream.empty();
    }

    private static List<Request> body(Request valid) {
        var all = new ArrayList<Request>();
        JsonObject schema = valid.operation().body().getJsonObject("schema");
        if (valid.operation().json().getJsonObject("requestBody").getBoolean("required", false)) {
            all.add(valid.body("").why("no body"));
        }
        all.add(valid.body("[1").why("no JSON"));
        all.add(valid.body("7").why("no object"));
        all.add(valid.body("<a/>").header("Content-Type", "text/xml").why("another type of content"));
        all.add(valid.body("{\"padding\":\"" + "x".repeat(TOO_LARGE) + "\"}").why("too much"));
        JsonObject object =
                schema.containsKey("anyOf") ? schema.getJsonArray("anyOf").getJsonObject(0) : schema;
        var example = (JsonObject) Json.decodeValue(valid.body());
        all.add(valid.withJson(example.copy().put("nonsense", "x")).why("a member that there is not"));
        object.getJsonArray("required", new JsonArray()).forEach(name -> {
            var without = example.copy();
            without.remove(name.toString());
            all.add(valid.withJson(without).why("the member " + name + " left out"));
        });
        object.getJsonObject("properties").forEach(property -> wrong((JsonObject) property.getValue())
                .forEach(value -> all.add(valid.withJson(example.copy().put(property.getKey(), value))
                        .why("the member " + property.getKey() + " not as it must be"))));
        return all;
    }

    /** Values that the schema of a member refuses. */
    private static Stream<Object> wrong(JsonObject schema) {
        var values = new ArrayList<Object>();
        values.add(
                switch (schema.getString("type")) {
                    case "string", "boolean" -> new JsonArray().add(1);
                    default -> "text";
                });
        if (schema.containsKey("enum")) {
            values.add("nonsense");
        }
        if (schema.containsKey("pattern")) {
            values.add("%&/");
        }
        if (schema.containsKey("maxLength")) {
            values.add("a".repeat(schema.getInteger("maxLength") + 1));
        }
        if (schema.containsKey("minimum")) {
            values.add(schema.getLong("minimum") - 1);
        }
        if (schema.containsKey("maximum")) {
            values.add(schema.getLong("maximum") + 1);
        }
        return values.stream();
    }
}
