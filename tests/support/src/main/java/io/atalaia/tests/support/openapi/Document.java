/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.support.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** An OpenAPI document. References lead to places within it. */
public final class Document {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private final JsonObject json;

    public Document(JsonObject json) {
        this.json = json;
    }

    public JsonObject json() {
        return json;
    }

    public List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        json.getJsonObject("paths").forEach(path -> {
            var item = (JsonObject) path.getValue();
            item.fieldNames().stream()
                    .filter(METHODS::contains)
                    .forEach(method -> operations.add(
                            new Operation(this, path.getKey(), method.toUpperCase(), item.getJsonObject(method))));
        });
        return operations;
    }

    /** The methods that a path takes, in the words of a request. */
    public Set<String> methods(String path) {
        var methods = new TreeSet<String>();
        operations().stream()
                .filter(operation -> operation.path().equals(path))
                .forEach(operation -> methods.add(operation.method()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    /** The same with every reference replaced by what it leads to; what stands beside a reference wins. */
    public JsonObject whole(JsonObject part) {
        var whole = new JsonObject();
        String reference = part.getValue("$ref") instanceof String text ? text : null;
        if (reference != null) {
            whole.mergeIn(whole(at(reference)));
        }
        part.forEach(member -> {
            if (!member.getKey().equals("$ref") || reference == null) {
                whole.put(member.getKey(), whole(member.getValue()));
            }
        });
        return whole;
    }

    private Object whole(Object part) {
        if (part instanceof JsonObject object) {
            return whole(object);
        }
        return part instanceof JsonArray array
                ? new JsonArray(new ArrayList<>(array.stream().map(this::whole).toList()))
                : part;
    }

    private JsonObject at(String reference) {
        JsonObject at = json;
        for (String name : reference.substring("#/".length()).split("/")) {
            at = at.getJsonObject(name);
            if (at == null) {
                throw new AssertionError(reference + " leads nowhere");
            }
        }
        return at;
    }

    /** Every reference that the document holds. */
    public Stream<String> references() {
        return references(json);
    }

    private static Stream<String> references(Object part) {
        if (part instanceof JsonObject object) {
            return object.stream()
                    .flatMap(member -> member.getKey().equals("$ref") && member.getValue() instanceof String to
                            ? Stream.of(to)
                            : references(member.getValue()));
        }
        return part instanceof JsonArray array ? array.stream().flatMap(Document::references) : Stream.empty();
    }
}
