/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.text.engine;

import java.util.Optional;

/**
 * What a line asks.
 *
 * @param place where the instance is; null for {@link Verb#GET}
 */
public record Command(Verb verb, String name, Place place) {
    /** What may be asked. */
    public enum Verb {
        ADD,
        GET,
        DEL;

        /** Whether it changes the registry. */
        public boolean writes() {
            return this != GET;
        }

        private static Optional<Verb> named(String word) {
            return switch (word) {
                case "ADD" -> Optional.of(ADD);
                case "GET" -> Optional.of(GET);
                case "DEL" -> Optional.of(DEL);
                default -> Optional.empty();
            };
        }
    }

    /**
     * Reads a line without its end and without its signature.
     *
     * @throws IllegalArgumentException with the reason, for the sender
     */
    public static Command parse(String line) {
        String[] words = line.strip().split(" +");
        Verb verb = Verb.named(words[0]).orElseThrow(() -> new IllegalArgumentException("say ADD, GET or DEL"));
        if (words.length != (verb.writes() ? 3 : 2)) {
            throw new IllegalArgumentException(verb.writes() ? "say " + verb + " name ip:port" : "say GET name");
        }
        if (!isLabel(words[1])) {
            throw new IllegalArgumentException("a name has 1 to 63 of a-z 0-9 -");
        }
        return new Command(verb, words[1], verb.writes() ? Place.parse(words[2]) : null);
    }

    /** As in DNS (RFC 1123, 2.1), where the name is found too. */
    private static boolean isLabel(String name) {
        return name.length() <= 63 && name.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    }
}
