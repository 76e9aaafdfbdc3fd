/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * The one document of a lease.
 *
 * @param name what the lease is for; the document's id
 * @param owner names one contender, not only its node; empty while the lease is free
 * @param length how long it stays with a holder that fell silent
 * @param fence grows with every takeover, never shrinks
 * @param version grows with every write
 */
record LeaseDocument(String name, String owner, Duration length, long fence, long version) {

    static LeaseDocument from(JsonObject json) {
        return new LeaseDocument(
                json.getString("_id"),
                json.getString("owner"),
                Duration.ofMillis(json.getLong("length")),
                json.getLong("fence"),
                json.getLong("version"));
    }

    JsonObject json() {
        return new JsonObject()
                .put("_id", name)
                .put("owner", owner)
                .put("length", length.toMillis())
                .put("fence", fence)
                .put("version", version);
    }

    boolean isFree() {
        return owner.isEmpty();
    }

    /** As the same owner leaves it to show that it lives. */
    LeaseDocument renewed() {
        return new LeaseDocument(name, owner, length, fence, version + 1);
    }

    LeaseDocument takenBy(String newOwner, Duration newLength) {
        return new LeaseDocument(name, newOwner, newLength, fence + 1, version + 1);
    }

    LeaseDocument freed() {
        return new LeaseDocument(name, "", length, fence, version + 1);
    }
}
