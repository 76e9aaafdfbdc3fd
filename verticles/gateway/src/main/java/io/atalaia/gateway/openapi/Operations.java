/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.openapi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Gives every operation the answers that any request may get, so that no file repeats them. */
final class Operations {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String RIGHT = "x-right";
    private static final String OPEN = "OPEN";

    private Operations() {}

    /**
     * @param answers by whom they concern: {@code always}, {@code guarded}, {@code body}; the {@code headers} of all answers but
     *     those that are {@code uncounted}
     */
    static void complete(Map<String, Object> document, Map<String, Object> answers) {
        Map<String, Object> components = Joint.object(document.get("components"));
        Map<String, Object> shared = Joint.object(components.get("responses"));
        var uncounted = (List<?>) answers.get("uncounted");
        shared.replaceAll((name, response) ->
                uncounted.contains(name) ? response : told(Joint.object(response), answers.get("headers")));
        components.put("responses", shared);
        document.put("components", components);
        Map<String, Object> paths = Joint.object(document.get("paths"));
        paths.replaceAll((path, item) -> {
            Map<String, Object> methods = Joint.object(item);
            methods.replaceAll((method, operation) ->
                    METHODS.contains(method) ? complete(path, Joint.object(operation), answers) : operation);
            return methods;
        });
        document.put("paths", paths);
    }

    private static Map<String, Object> complete(
            String path, Map<String, Object> operation, Map<String, Object> answers) {
        Object right = operation.get(RIGHT);
        if (right == null) {
            throw new IllegalStateException("the API's description does not say who may " + path);
        }
        Map<String, Object> responses = new TreeMap<>(Joint.object(operation.get("responses")));
        add(responses, answers.get("always"));
        if (right.equals(OPEN)) {
            operation.put("security", List.of());
        } else {
            add(responses, answers.get("guarded"));
        }
        if (operation.containsKey("requestBody")) {
            add(responses, answers.get("body"));
        }
        responses.replaceAll((status, response) -> told(Joint.object(response), answers.get("headers")));
        operation.put("responses", responses);
        return operation;
    }

    /** With the headers, unless it only names an answer that has them. */
    private static Map<String, Object> told(Map<String, Object> response, Object headers) {
        if (!response.containsKey("$ref")) {
            Map<String, Object> all = new TreeMap<>(Joint.object(headers));
            all.putAll(Joint.object(response.getOrDefault("headers", Map.of())));
            response.put("headers", all);
        }
        return response;
    }

    private static void add(Map<String, Object> responses, Object more) {
        Joint.object(more).forEach(responses::putIfAbsent);
    }
}
