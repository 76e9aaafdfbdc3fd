/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A registration as a document. What its owner sets is apart from what only the registry changes. */
final class ServiceDocument {
    static final String RENEWALS = "renewals";
    static final String MAINTENANCE = "maintenance";
    private static final String SINCE = "since";

    private ServiceDocument() {}

    static JsonObject update(Registration service) {
        var set = new JsonObject()
                .put("name", service.name())
                .put("kind", service.kind().word())
                .put("address", service.address())
                .put("port", service.port())
                .put("tags", new JsonArray(service.tags()))
                .put("weight", service.weight())
                .put("meta", meta(service.meta()))
                .put("lease", service.leaseMillis())
                .put("checks", checks(service.checks()))
                .put("node", service.node())
                .put("host", service.host());
        return new JsonObject()
                .put("$set", set)
                .put("$setOnInsert", new JsonObject().put(SINCE, service.since()))
                // A registration is a sign of life, too.
                .put("$inc", new JsonObject().put(RENEWALS, 1L));
    }

    /** Keys may hold dots and dollars, which a field's name may not. */
    private static JsonArray meta(Map<String, String> meta) {
        var pairs = new JsonArray();
        meta.forEach((key, value) -> pairs.add(new JsonArray().add(key).add(value)));
        return pairs;
    }

    private static JsonArray checks(List<Check> checks) {
        var documents = new JsonArray();
        checks.forEach(check -> documents.add(new JsonObject()
                .put("kind", check.kind().word())
                .put("target", check.target())
                .put("every", check.everyMillis())
                .put("timeout", check.timeoutMillis())));
        return documents;
    }

    static Registration from(JsonObject json) {
        return new Registration(
                json.getString("_id"),
                json.getString("name"),
                ServiceKind.named(json.getString("kind")).orElseThrow(),
                json.getString("address"),
                json.getInteger("port"),
                json.getJsonArray("tags").stream().map(String.class::cast).toList(),
                json.getInteger("weight"),
                meta(json.getJsonArray("meta")),
                json.getLong("lease"),
                json.getJsonArray("checks").stream()
                        .map(check -> check((JsonObject) check))
                        .toList(),
                json.getString(MAINTENANCE),
                json.getString("node"),
                json.getString("host"),
                json.getLong(SINCE));
    }

    private static Map<String, String> meta(JsonArray pairs) {
        Map<String, String> meta = new TreeMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            meta.put(pairs.getJsonArray(i).getString(0), pairs.getJsonArray(i).getString(1));
        }
        return meta;
    }

    private static Check check(JsonObject json) {
        return new Check(
                Check.Kind.named(json.getString("kind")).orElseThrow(),
                json.getString("target"),
                json.getLong("every"),
                json.getLong("timeout"));
    }
}
