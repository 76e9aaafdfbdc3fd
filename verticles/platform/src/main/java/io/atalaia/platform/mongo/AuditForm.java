/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.platform.access.AuditEntry;
import io.vertx.core.json.JsonObject;

/** An entry of the audit as a document. */
final class AuditForm {
    private AuditForm() {}

    /** @param id with its place among the others */
    record Placed(String id, AuditEntry entry) {}

    static JsonObject written(String id, AuditEntry entry) {
        return ById.id(id)
                .put("at", entry.at())
                .put("node", entry.node())
                .put("who", entry.who())
                .put("kind", entry.kind())
                .put("from", entry.from())
                .put("verb", entry.verb())
                .put("object", entry.object())
                .put("outcome", entry.outcome())
                .put("request", entry.request());
    }

    static Placed read(JsonObject json) {
        return new Placed(
                json.getString(ById.ID),
                new AuditEntry(
                        json.getLong("at"),
                        json.getString("node"),
                        json.getString("who"),
                        json.getString("kind"),
                        json.getString("from"),
                        json.getString("verb"),
                        json.getString("object"),
                        json.getString("outcome"),
                        json.getString("request")));
    }
}
