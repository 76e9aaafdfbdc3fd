/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What somebody may do. The scopes of tokens are these, in lower case. */
public enum Right {
    /** Sends samples; includes nothing else, and nothing else includes it but the role administrator. */
    INGEST,
    /** Sees everything that is measured. */
    READ,
    /** Changes what runs: registrations, maintenance, nodes; includes {@link #READ}. */
    OPERATE,
    /** Changes who may come in; includes {@link #OPERATE}. */
    ADMIN;

    /** The right's name in configuration, bodies and texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The right that this word names; empty for anything else. */
    public static Optional<Right> of(String word) {
        for (Right right : values()) {
            if (right.word().equals(word)) {
                return Optional.of(right);
            }
        }
        return Optional.empty();
    }

    /** These rights with all that they include. */
    public static Set<Right> all(Collection<Right> granted) {
        var all = EnumSet.noneOf(Right.class);
        all.addAll(granted);
        if (all.contains(ADMIN)) {
            all.add(OPERATE);
        }
        if (all.contains(OPERATE)) {
            all.add(READ);
        }
        return Set.copyOf(all);
    }
}
