/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.contracts.event.Event;
import java.util.Map;

/** What happens to this agent, as events. */
public final class Story {
    private final Self self;

    public Story(Self self) {
        this.self = self;
    }

    /** @param at epoch milliseconds */
    Event tell(String kind, long at, String text) {
        var details = Map.of("boot", self.boot(), "version", self.version());
        // The boot's letters, the kind and the time: the same however often it is told.
        String id = kind + "-" + at + "-" + self.boot();
        return new Event(self.machine(), id, kind, at, at, text, details);
    }
}
