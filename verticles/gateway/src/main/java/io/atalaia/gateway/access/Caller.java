/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.contracts.access.Right;
import java.util.Set;

/**
 * Who sent a request.
 *
 * @param name of the user or the token; empty for who brought neither
 * @param rights with all that they include
 */
public record Caller(Kind kind, String name, Set<Right> rights) {
    /** Who brought no credentials, or none that hold. */
    public static final Caller NOBODY = new Caller(Kind.NOBODY, "", Set.of());

    /** What somebody is known by. */
    public enum Kind {
        NOBODY,
        /** A person, by a session's cookie. */
        USER,
        /** A program, by a token. */
        TOKEN,
        /** Whoever comes, where {@code gateway.access.anonymous} lets them. */
        ANONYMOUS
    }

    public Caller {
        rights = Set.copyOf(rights);
    }

    public boolean may(Right right) {
        return rights.contains(right);
    }
}
