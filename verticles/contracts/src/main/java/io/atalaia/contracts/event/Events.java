/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.event;

import java.util.List;

/** Events in the order of their begin. */
public record Events(List<Event> events) {
    /** The most that travel in one message. */
    public static final int MOST = 500;

    public Events {
        events = List.copyOf(events);
    }
}
