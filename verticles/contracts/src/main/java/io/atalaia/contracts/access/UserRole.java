/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a person is here. */
public enum UserRole {
    VIEWER(EnumSet.of(Right.READ)),
    OPERATOR(EnumSet.of(Right.OPERATE)),
    ADMINISTRATOR(EnumSet.of(Right.ADMIN, Right.INGEST));

    private final Set<Right> rights;

    UserRole(Set<Right> granted) {
        rights = Right.all(granted);
    }

    /** With all that they include. */
    public Set<Right> rights() {
        return rights;
    }

    /** The role's name in configuration, bodies and texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that this word names; empty for anything else. */
    public static Optional<UserRole> of(String word) {
        for (UserRole role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
