/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.trace;

import io.atalaia.platform.config.Range;
import io.atalaia.platform.config.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * The section {@code tracing} of the configuration; conf/atalaia.yaml describes each key.
 *
 * @param endpoint of a collector, without the path; empty for none
 * @param share of the requests that begin here and are traced, 0 to 1
 * @param headers sent to the collector with each batch
 */
public record TracingConfig(
        String endpoint, @Range(least = "0", most = "1") double share, @Secret Map<String, String> headers) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    public TracingConfig {
        if (!endpoint.isEmpty() && !isAddress(endpoint)) {
            throw new IllegalArgumentException(
                    "endpoint must be an address as http://127.0.0.1:4318, without a path, or empty");
        }
    }

    public boolean on() {
        return !endpoint.isEmpty();
    }

    private static boolean isAddress(String text) {
        try {
            var address = URI.create(text);
            return address.getScheme() != null
                    && SCHEMES.contains(address.getScheme())
                    && address.getHost() != null
                    && (address.getPath().isEmpty() || address.getPath().equals("/"));
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }
}
