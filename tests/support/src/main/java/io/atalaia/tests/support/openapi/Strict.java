/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.support.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares values with schemas more strictly than clients should: a member that no schema names is an error. Clients ignore what
 * they do not know; whoever adds a member describes it.
 */
public final class Strict {
    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setDraft(Draft.DRAFT202012)
            .setBaseUri("app://atalaia/")
            .setOutputFormat(OutputFormat.Basic);

    private Strict() {}

    /**
     * What is wrong with a value; empty when nothing is.
     *
     * @param schema without references
     */
    public static List<String> problems(JsonObject schema, Object value) {
        OutputUnit found =
                Validator.create(JsonSchema.of(closed(schema)), OPTIONS).validate(value);
        if (Boolean.TRUE.equals(found.getValid())) {
            return List.of();
        }
        return found.getErrors() == null
                ? List.of("it does not match " + schema.encode())
                : found.getErrors().stream()
                        .map(error -> error.getInstanceLocation() + ": " + error.getError())
                        .toList();
    }

    /** The same with nothing allowed that it does not name; several parts of one object become one. */
    static JsonObject closed(JsonObject schema) {
        var closed = new JsonObject();
        JsonArray parts = schema.getJsonArray("allOf");
        if (parts != null) {
            parts.forEach(part -> join(closed, closed((JsonObject) part)));
        }
        schema.forEach(member -> {
            if (!member.getKey().equals("allOf")) {
                closed.put(member.getKey(), closed(member.getValue()));
            }
        });
        if (closed.getValue("properties") instanceof JsonObject && !closed.containsKey("additionalProperties")) {
            closed.put("additionalProperties", false);
        }
        return closed;
    }

    private static Object closed(Object value) {
        if (value instanceof JsonObject object) {
            return closed(object);
        }
        return value instanceof JsonArray array
                ? new JsonArray(
                        new ArrayList<>(array.stream().map(Strict::closed).toList()))
                : value;
    }

    private static void join(JsonObject whole, JsonObject part) {
        Set<Object> required = new LinkedHashSet<>();
        whole.getJsonArray("required", new JsonArray()).forEach(required::add);
        part.getJsonArray("required", new JsonArray()).forEach(required::add);
        JsonObject properties = whole.getJsonObject("properties", new JsonObject())
                .mergeIn(part.getJsonObject("properties", new JsonObject()));
        whole.mergeIn(part).put("properties", properties).put("required", new JsonArray(new ArrayList<>(required)));
    }
}
