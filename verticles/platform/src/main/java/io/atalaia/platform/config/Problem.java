/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param key the key at fault, or the file or argument when it has none
 * @param value what was found; null when the value is secret or there is none
 * @param rule what would be accepted
 * @param origin where the value came from
 */
public record Problem(String key, String value, String rule, String origin) {

    @Override
    public String toString() {
        return key + (value == null ? "" : " = " + value) + ": " + rule + (origin == null ? "" : "  (" + origin + ")");
    }
}
