/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.gateway.access.AccessConfig;
import io.atalaia.gateway.engine.Rule;
import io.atalaia.gateway.engine.Rules;
import io.atalaia.gateway.forward.ForwardConfig;
import io.atalaia.platform.config.ByteSize;
import io.atalaia.platform.config.Key;
import io.atalaia.platform.config.Range;
import io.atalaia.platform.tls.PemFile;
import io.atalaia.platform.tls.PemFiles;
import java.time.Duration;
import java.util.Set;

/**
 * The section {@code gateway} of the configuration; conf/atalaia.yaml describes each key.
 *
 * @param port 0 takes any free one
 * @param webroot a folder; empty means the files on the class path
 * @param patience how long a question to storage may take
 * @param accessLog whether each request is logged
 */
public record GatewayConfig(
        String host,
        @Range(least = "0", most = "65535") int port,
        Tls tls,
        String webroot,
        @Range(least = "100ms", most = "1m") Duration patience,
        @Range(least = "1KiB", most = "16MiB") ByteSize maxBody,
        @Range(least = "1", most = "10000") int maxPages,
        boolean accessLog,
        LimitsConfig limits,
        AccessConfig access,
        IngestConfig ingest,
        ForwardConfig forward,
        States states) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    public GatewayConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty; 127.0.0.1 is this machine alone");
        }
    }

    /** The same with other limits. */
    public GatewayConfig with(LimitsConfig other) {
        return new GatewayConfig(
                host, port, tls, webroot, patience, maxBody, maxPages, accessLog, other, access, ingest, forward,
                states);
    }

    /** Whether only this machine can reach the gateway. */
    public boolean loopback() {
        return LOOPBACK.contains(host);
    }

    /** On which the port for registered services listens. */
    public String forwardHost() {
        return forward.host().isBlank() ? host : forward.host();
    }

    /** Whether only this machine can reach that port. */
    public boolean forwardLoopback() {
        return LOOPBACK.contains(forwardHost());
    }

    /**
     * Without encryption whoever is on the way between a page and the gateway can read along, passwords and tokens included.
     *
     * @throws IllegalArgumentException when others can reach it and the operator did not allow that
     */
    public void checkExposure(boolean insecure) {
        if (!loopback() && !tls.isOn() && !insecure) {
            throw new IllegalArgumentException("gateway.host is " + host
                    + ", which others can reach, and nothing is encrypted: name gateway.tls.certificate and gateway.tls.key,"
                    + " choose 127.0.0.1, or allow it with --insecure");
        }
        if (!forward.none() && !forwardLoopback() && !tls.isOn() && !insecure) {
            throw new IllegalArgumentException("gateway.forward.host is " + forwardHost()
                    + ", which others can reach, and nothing is encrypted: name gateway.tls.certificate and"
                    + " gateway.tls.key, choose 127.0.0.1, or allow it with --insecure");
        }
    }

    /**
     * Who lets everybody in must not be reached by everybody.
     *
     * @throws IllegalArgumentException when others can reach it and the operator did not allow that
     */
    public void checkAnonymous(boolean insecure) {
        if (access.anonymous() == AccessConfig.Anonymous.NONE || insecure) {
            return;
        }
        boolean forwards = !forward.none() && !forwardLoopback();
        if (!loopback() || forwards) {
            String reached = loopback() ? "gateway.forward.host is " + forwardHost() : "gateway.host is " + host;
            throw new IllegalArgumentException("lets in whoever comes, and " + reached
                    + ", which others can reach: choose none, or allow it with --insecure");
        }
    }

    /** The same with a certificate and a key, each a file. */
    public GatewayConfig withTls(String certificate, String key, Duration hsts) {
        return with(new Tls(certificate, key, tls.clients(), hsts));
    }

    /** The same with another encryption. */
    public GatewayConfig with(Tls other) {
        return new GatewayConfig(
                host, port, other, webroot, patience, maxBody, maxPages, accessLog, limits, access, ingest, forward,
                states);
    }

    /**
     * Encryption of every port that the gateway opens; files in PEM form.
     *
     * @param certificate empty for none, which encrypts nothing
     * @param clients the authorities of agents' certificates; empty when none are looked at
     * @param hsts how long browsers are to remember that this host is reached over TLS alone; zero: they are not told
     */
    public record Tls(
            String certificate, String key, String clients, @Range(least = "0s", most = "730d") Duration hsts) {
        /** Encrypts nothing. */
        public static final Tls NONE = new Tls("", "", "", Duration.ZERO);

        public Tls {
            if (certificate.isEmpty() != key.isEmpty()) {
                throw new IllegalArgumentException("certificate and key belong together: name both or none");
            }
            if (certificate.isEmpty() && !clients.isEmpty()) {
                throw new IllegalArgumentException("clients makes sense with certificate and key alone");
            }
        }

        public boolean isOn() {
            return !certificate.isEmpty();
        }

        public PemFiles files() {
            return new PemFiles(
                    new PemFile("gateway.tls.certificate", certificate),
                    new PemFile("gateway.tls.key", key),
                    new PemFile("gateway.tls.clients", clients));
        }
    }

    /**
     * @param forTime how long a figure must stay at or beyond a level's enter
     * @param recoverFor how long it must stay below the level's exit
     */
    public record States(
            @Key("for") @Range(least = "0s", most = "1h") Duration forTime,
            @Range(least = "0s", most = "1h") Duration recoverFor,
            Limits cpu,
            Limits memory,
            Limits disk) {

        /** What the judge works with. */
        public Rules rules() {
            return new Rules(rule(cpu), rule(memory), rule(disk));
        }

        private Rule rule(Limits limits) {
            return new Rule(
                    limits.alert().enter(),
                    limits.alert().exit(),
                    limits.critical().enter(),
                    limits.critical().exit(),
                    forTime.toMillis(),
                    recoverFor.toMillis());
        }
    }

    public record Limits(Level alert, Level critical) {
        public Limits {
            if (critical.enter() < alert.enter() || critical.exit() < alert.exit()) {
                throw new IllegalArgumentException("critical must not begin or end below alert");
            }
        }
    }

    public record Level(@Range(least = "0", most = "100") double enter, @Range(least = "0", most = "100") double exit) {
        public Level {
            if (exit >= enter) {
                throw new IllegalArgumentException("exit must be below enter, or the state would flap");
            }
        }
    }
}
