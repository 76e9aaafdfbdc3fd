/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.bridge;

import java.util.HashSet;
import java.util.Set;

/** One connected page: what it registered for and which machine it watches. */
final class Page {
    final String id;
    final Set<String> addresses = new HashSet<>();
    private String machine;
    private int every;
    private boolean fresh;

    Page(String id) {
        this.id = id;
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
