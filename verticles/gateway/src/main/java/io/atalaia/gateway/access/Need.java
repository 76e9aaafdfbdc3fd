/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.contracts.access.Right;

/** What a route, a method or an address asks of who uses it. */
public enum Need {
    /** Nothing: everybody may. */
    OPEN(null),
    INGEST(Right.INGEST),
    READ(Right.READ),
    OPERATE(Right.OPERATE),
    ADMIN(Right.ADMIN);

    private final Right right;

    Need(Right right) {
        this.right = right;
    }

    /** Null when it is open. */
    public Right right() {
        return right;
    }

    public boolean metBy(Caller caller) {
        return right == null || caller.may(right);
    }
}
