/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.atalaia.platform.cluster.BusOptions;
import io.atalaia.platform.config.Range;
import io.atalaia.platform.tls.PemFile;
import io.atalaia.platform.tls.PemFiles;
import io.vertx.core.eventbus.EventBusOptions;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The section {@code cluster} of the configuration; conf/atalaia.yaml describes each key.
 *
 * @param config a file; empty means the one that comes with Atalaia
 * @param port of the event bus; 0 takes any free one
 * @param expected how many nodes there should be; 0 means the most ever seen
 */
public record ClusterConfig(
        String config,
        @Range(least = "0", most = "65535") int port,
        @Range(least = "0", most = "100") int expected,
        Tls tls) {

    /**
     * Files in PEM form; all empty where the bus is not encrypted.
     *
     * @param authorities whose certificates are trusted
     */
    public record Tls(String certificate, String key, String authorities) {
        public Tls {
            long named = Stream.of(certificate, key, authorities)
                    .filter(file -> !file.isEmpty())
                    .count();
            if (named != 0 && named != 3) {
                throw new IllegalArgumentException(
                        "certificate, key and authorities belong together: name all three or none");
            }
        }

        private boolean isOn() {
            return !certificate.isEmpty();
        }

        public PemFiles files() {
            return new PemFiles(
                    new PemFile("cluster.tls.certificate", certificate),
                    new PemFile("cluster.tls.key", key),
                    new PemFile("cluster.tls.authorities", authorities));
        }
    }

    /** How nodes are connected with each other. The files were looked at before. */
    EventBusOptions bus() {
        return (tls.isOn() ? secured() : BusOptions.lively()).setPort(port);
    }

    private EventBusOptions secured() {
        return BusOptions.secured(Path.of(tls.certificate()), Path.of(tls.key()), Path.of(tls.authorities()));
    }
}
