/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.contract;

import io.atalaia.tests.support.openapi.Operation;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * Valid requests, made of what the description gives as examples.
 *
 * @param real what stands in the examples for what exists on the machine of the test, such as a machine's id
 */
record Examples(Map<String, String> real) {

    /** One with what is required alone, one with all that the description has a value for. */
    List<Request> of(Operation operation) {
        Request bare = body(Request.of(operation, "what is required"));
        Request full = body(Request.of(operation, "all that there is an example of"));
        for (JsonObject parameter : operation.parameters()) {
            Object value = value(parameter);
            String in = parameter.getString("in");
            if (parameter.getBoolean("required", false)) {
                bare = bare.with(in, parameter.getString("name"), value);
            }
            if (value != null) {
                full = full.with(in, parameter.getString("name"), value);
            }
        }
        return bare.query().equals(full.query()) && bare.headers().equals(full.headers())
                ? List.of(bare)
                : List.of(bare, full);
    }

    private Request body(Request request) {
        JsonObject content = request.operation().body();
        return content == null ? request : request.body(real(Json.encode(content.getValue("example"))));
    }

    private Object value(JsonObject parameter) {
        JsonObject schema = parameter.getJsonObject("schema");
        Object value = parameter.getValue("example", schema.getValue("default"));
        return value == null ? null : Json.decodeValue(real(Json.encode(value)));
    }

    private String real(String text) {
        String changed = text;
        for (var one : real.entrySet()) {
            changed = changed.replace(one.getKey(), one.getValue());
        }
        return changed;
    }
}
