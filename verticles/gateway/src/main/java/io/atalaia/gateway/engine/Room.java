/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

/** A bounded number of bytes that may be on their way at once. Not thread-safe. */
public final class Room {
    private final long most;
    private long taken;

    public Room(long most) {
        this.most = most;
    }

    /** Takes so much, or nothing when it does not fit; one that is larger than all the room fits when the room is empty. */
    public boolean take(long bytes) {
        if (taken > 0 && taken + bytes > most) {
            return false;
        }
        taken += bytes;
        return true;
    }

    public void give(long bytes) {
        taken -= bytes;
    }

    public long taken() {
        return taken;
    }
}
