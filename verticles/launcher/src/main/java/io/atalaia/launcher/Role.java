/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a process may do, in the order in which it is started; stopping goes the other way. */
public enum Role {
    DATABASE("database"),
    STORAGE("storage"),
    DISCOVERY("discovery"),
    HEALTH_CHECK("health-check"),
    GATEWAY("gateway"),
    AGENT("agent");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** As it is written in the configuration. */
    public String word() {
        return word;
    }

    public static Optional<Role> named(String word) {
        return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
    }

    public static String allWords() {
        return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
    }
}
