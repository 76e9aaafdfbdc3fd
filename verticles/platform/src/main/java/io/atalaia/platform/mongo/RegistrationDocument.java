/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.platform.cluster.ClusterStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What one node offers.
 *
 * @param node its id, and the document's
 * @param host its name, for people
 * @param fence of the node's lease when this was written
 */
record RegistrationDocument(String node, String host, long fence, List<Instance> instances) {

    static RegistrationDocument from(JsonObject json) {
        String node = json.getString("_id");
        String host = json.getString("host");
        var instances = json.getJsonArray("offers").stream()
                .map(JsonObject.class::cast)
                .map(offer -> new Instance(
                        offer.getString("service"), node, host, offer.getString("address"), offer.getLong("since")))
                .toList();
        return new RegistrationDocument(node, host, json.getLong("fence"), instances);
    }

    JsonObject json() {
        var offers = new JsonArray();
        instances.forEach(instance -> offers.add(new JsonObject()
                .put("service", instance.service())
                .put("address", instance.address())
                .put("since", instance.since())));
        return new JsonObject()
                .put("_id", node)
                .put("host", host)
                .put("fence", fence)
                .put("offers", offers);
    }

    String leaseName() {
        return leaseName(node);
    }

    static String leaseName(String node) {
        return ClusterStore.nodeLease(node);
    }
}
