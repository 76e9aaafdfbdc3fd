/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.contract;

import io.atalaia.tests.support.openapi.Operation;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request for an operation.
 *
 * @param why what it tries
 * @param path values of parameters in the path, by name
 * @param query pairs, in their order; a name may stand more than once
 * @param body null for none
 */
record Request(
        Operation operation,
        String why,
        String method,
        Map<String, String> path,
        List<Map.Entry<String, String>> query,
        Map<String, String> headers,
        String body) {

    /** An empty one; fill what it needs by the other methods. */
    static Request of(Operation operation, String why) {
        return new Request(operation, why, operation.method(), Map.of(), List.of(), Map.of(), null);
    }

    Request why(String other) {
        return new Request(operation, other, method, path, query, headers, body);
    }

    Request method(String other) {
        return new Request(operation, why, other, path, query, headers, body);
    }

    Request body(String other) {
        return new Request(operation, why, method, path, query, headers, other);
    }

    Request header(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Request(operation, why, method, path, query, all, body);
    }

    Request path(String name, String value) {
        var all = new LinkedHashMap<>(path);
        all.put(name, value);
        return new Request(operation, why, method, all, query, headers, body);
    }

    /** @param value a list is given as often as it is long */
    Request query(String name, Object value) {
        var all = new ArrayList<>(query);
        var values = value instanceof JsonArray array ? array.stream().toList() : List.of(value);
        values.forEach(one -> all.add(Map.entry(name, one.toString())));
        return new Request(operation, why, method, path, all, headers, body);
    }

    Request without(String name) {
        var rest = query.stream().filter(pair -> !pair.getKey().equals(name)).toList();
        return new Request(operation, why, method, path, rest, headers, body);
    }

    /** As the parameter's description wants it. */
    Request with(String in, String name, Object value) {
        return switch (in) {
            case "path" -> path(name, value.toString());
            case "header" -> header(name, value.toString());
            default -> query(name, value);
        };
    }

    Request withJson(Object value) {
        return body(Json.encode(value));
    }

    HttpRequest.Builder to(String base) {
        String address = operation.path();
        for (var value : path.entrySet()) {
            address = address.replace("{" + value.getKey() + "}", escaped(value.getValue()));
        }
        String questions = String.join(
                "&",
                query.stream()
                        .map(pair -> escaped(pair.getKey()) + "=" + escaped(pair.getValue()))
                        .toList());
        var request = HttpRequest.newBuilder(URI.create(base + address + (questions.isEmpty() ? "" : "?" + questions)))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return request;
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return operation.id() + ", " + why + ": " + method + " " + operation.path() + " " + path + query + headers
                + (body == null ? "" : " " + body.substring(0, Math.min(body.length(), 200)));
    }
}
