/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.support.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * One operation of a document.
 *
 * @param path with the names of its parameters in braces
 * @param method in capitals
 */
public record Operation(Document document, String path, String method, JsonObject json) {

    public String id() {
        return json.getString("operationId");
    }

    public List<JsonObject> parameters() {
        return json.getJsonArray("parameters", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .map(document::whole)
                .toList();
    }

    public boolean answers(int status) {
        return json.getJsonObject("responses").containsKey(String.valueOf(status));
    }

    /** Of a status that is documented. */
    public JsonObject answer(int status) {
        return document.whole(json.getJsonObject("responses").getJsonObject(String.valueOf(status)));
    }

    /** Null where the operation takes none. */
    public JsonObject body() {
        JsonObject body = json.getJsonObject("requestBody");
        return body == null
                ? null
                : document.whole(body).getJsonObject("content").getJsonObject("application/json");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
