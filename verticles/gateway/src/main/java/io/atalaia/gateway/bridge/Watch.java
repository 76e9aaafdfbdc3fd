/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.bridge;

import io.atalaia.gateway.service.Fleet;
import io.atalaia.platform.bus.Fault;
import io.vertx.core.json.JsonObject;

/**
 * What a page asks to watch.
 *
 * @param machine null to watch nothing
 * @param every seconds between two frames
 */
record Watch(String page, String machine, int every) {

    /** @throws Fault 400 for what is not a watch, 404 for a machine that is not known */
    static Watch parse(Object body, Fleet fleet) {
        if (!(body instanceof JsonObject json)) {
            throw bad();
        }
        Object machine = json.getValue("machine");
        Object every = json.getValue("every", 1);
        if (machine != null && !(machine instanceof String)
                || !(every instanceof Integer seconds)
                || seconds != 1 && seconds != 10) {
            throw bad();
        }
        if (machine != null && fleet.find((String) machine).isEmpty()) {
            throw new Fault(Fault.NOT_FOUND, "there is no machine " + machine);
        }
        return new Watch(json.getString(Pages.PAGE), (String) machine, seconds);
    }

    private static Fault bad() {
        return new Fault(Fault.BAD_REQUEST, "the body must be {\"machine\":id or null,\"every\":1 or 10}");
    }
}
