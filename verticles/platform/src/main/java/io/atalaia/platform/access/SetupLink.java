/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

import java.time.Duration;

/**
 * Lets whoever has its secret become an administrator, once.
 *
 * @param hash of the secret
 * @param first whether it holds only as long as there never was an administrator
 * @param ends epoch milliseconds
 */
public record SetupLink(String hash, boolean first, long ends) {
    public static final Duration LIFE = Duration.ofMinutes(10);
}
