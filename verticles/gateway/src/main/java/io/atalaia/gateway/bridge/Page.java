/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.bridge;

import io.atalaia.gateway.access.Caller;
import io.atalaia.gateway.access.Permissions;
import java.util.HashSet;
import java.util.Set;

/** One connected page: what it registered for and which machine it watches. */
final class Page {
    final String id;
    final Set<String> addresses = new HashSet<>();
    private final Caller caller;
    private String machine;
    private int every;
    private boolean fresh;

    Page(String id, Caller caller) {
        this.id = id;
        this.caller = caller;
    }

    /** Whether who sits before it may do this with an address. */
    boolean may(Permissions.Way way, String address) {
        return Permissions.ofBridge(way, address)
                .filter(need -> need.metBy(caller))
                .isPresent();
    }

    /** @param everySeconds 1 or 10 */
    void watch(String watched, int everySeconds) {
        machine = watched;
        every = everySeconds;
        fresh = true;
    }

    String machine() {
        return machine;
    }

    /** Whether the page wants this frame now; the first one after a watch it wants always. */
    boolean wants(Frame frame) {
        if (!frame.machine().equals(machine)) {
            return false;
        }
        boolean due = fresh || every == 1 || frame.full();
        fresh = false;
        return due;
    }
}
