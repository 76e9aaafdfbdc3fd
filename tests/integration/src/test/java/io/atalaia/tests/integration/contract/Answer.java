/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.contract;

import io.atalaia.tests.support.openapi.Strict;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/** What a request was answered, beside what the description says of it. */
record Answer(Request request, int status, HttpHeaders headers, String body) {

    /** What is not described, or is not as described; empty when all is well. */
    List<String> problems() {
        if (status == 405) {
            return refusedMethod();
        }
        if (!request.operation().answers(status)) {
            return List.of("the status " + status + " is not described; " + body);
        }
        JsonObject described = request.operation().answer(status);
        var problems = new ArrayList<String>();
        described.getJsonObject("headers", new JsonObject()).fieldNames().stream()
                .filter(name -> headers.firstValue(name).isEmpty())
                .forEach(name -> problems.add("the header " + name + " is missing"));
        problems.addAll(content(described.getJsonObject("content", new JsonObject())));
        return problems;
    }

    private List<String> content(JsonObject described) {
        String type = headers.firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        if (described.isEmpty()) {
            return body.isEmpty() ? List.of() : List.of("a body is not described: " + body);
        }
        if (request.method().equals("HEAD")) {
            return body.isEmpty() ? List.of() : List.of("HEAD has a body");
        }
        JsonObject content = described.getJsonObject(type);
        if (content == null) {
            return List.of("the type of content " + type + " is not described");
        }
        if (content.containsKey("x-events")) {
            return events(content.getJsonObject("x-events"));
        }
        return type.endsWith("json")
                ? Strict.problems(content.getJsonObject("schema"), Json.decodeValue(body))
                : List.of();
    }

    /** Of a stream its first event. */
    private List<String> events(JsonObject schemas) {
        String kind = body.replaceAll("(?s).*event: ([a-z]+)\n.*", "$1");
        String data = body.replaceAll("(?s).*data: ([^\n]*)\n.*", "$1");
        return schemas.containsKey(kind)
                ? Strict.problems(schemas.getJsonObject(kind), Json.decodeValue(data))
                : List.of("the event " + kind + " is not described");
    }

    private List<String> refusedMethod() {
        var document = request.operation().document();
        var problem = document.whole(new JsonObject().put("$ref", "#/components/schemas/Problem"));
        var problems = new ArrayList<>(Strict.problems(problem, Json.decodeValue(body)));
        String possible = String.join(", ", document.methods(request.operation().path()));
        if (!headers.firstValue("Allow").orElse("").equals(possible)) {
            problems.add("Allow says " + headers.firstValue("Allow") + ", the description " + possible);
        }
        return problems;
    }

    /** Whether a broken request was refused by its sender's fault, and a problem says so. */
    boolean refused() {
        return status >= 400
                && status < 500
                && headers.firstValue("Content-Type").orElse("").equals("application/problem+json");
    }
}
