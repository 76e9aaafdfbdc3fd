/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent;

import io.atalaia.agent.read.Choice;
import io.atalaia.platform.config.Range;
import io.atalaia.platform.config.Secret;
import io.atalaia.platform.spool.SpoolConfig;
import io.atalaia.platform.tls.PemFile;
import io.atalaia.platform.tls.PemFiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the agent needs to know.
 *
 * @param every the time between two samples
 * @param processes how processes are looked at
 * @param spool what is kept on disk until storage has it
 * @param labels words by which people find this machine
 * @param root where the root of the host is mounted, for an agent in a container; empty to look at its own system
 * @param collectors which families of series are read
 * @param maxCpu percent of one core; an agent that costs more samples less; 0 means never
 * @param gateways for an agent on its own: the hub's gateways, as {@link GatewayAddress} takes them
 * @param tls how those that are reached over TLS are known, and how this agent is
 * @param insecure whether the token may go to another machine in plain text
 * @param token for an agent on its own: what opens the gateways
 * @param tokenFile a file that holds the token; read when {@code token} is empty
 * @param metrics for an agent on its own: where it shows its own figures; a hub shows those of its agent with the rest
 */
public record AgentConfig(
        @Range(least = "100ms", most = "1h") Duration every,
        Processes processes,
        SpoolConfig spool,
        Map<String, String> labels,
        String root,
        Choice collectors,
        @Range(least = "0", most = "100") double maxCpu,
        List<String> gateways,
        Tls tls,
        boolean insecure,
        @Secret String token,
        String tokenFile,
        Metrics metrics) {
    private static final int MOST_LABELS = 32;
    private static final int LONGEST_LABEL = 200;

    public AgentConfig {
        labels = Map.copyOf(labels);
        if (processes.every().compareTo(every) < 0) {
            throw new IllegalArgumentException("processes.every must be at least as long as every");
        }
        if (labels.size() > MOST_LABELS) {
            throw new IllegalArgumentException("labels has " + labels.size() + " entries; at most " + MOST_LABELS);
        }
        labels.forEach(AgentConfig::check);
        if (!root.isEmpty() && !root.startsWith("/")) {
            throw new IllegalArgumentException("root must be an absolute path");
        }
        gateways = List.copyOf(gateways);
        for (String gateway : gateways) {
            check(gateway, insecure);
        }
        if (!token.chars().allMatch(sign -> sign > ' ' && sign <= '~')) {
            throw new IllegalArgumentException("token must consist of visible ASCII signs without spaces");
        }
    }

    private static void check(String gateway, boolean insecure) {
        try {
            if (GatewayAddress.of(gateway).isOpenToOthers() && !insecure) {
                throw new IllegalArgumentException(
                        "'" + gateway + "', to which the token would go in plain text; write https://"
                                + gateway.replace("http://", "") + ", or allow it with --insecure (insecure: true)");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("gateways has " + e.getMessage(), e);
        }
    }

    /**
     * Files in PEM form.
     *
     * @param authorities whose certificates of gateways are trusted; empty: those that the Java platform trusts
     * @param certificate by which gateways know this agent; empty when its token does that
     */
    public record Tls(String authorities, String certificate, String key) {
        /** Trusts those that the Java platform trusts, and shows nothing. */
        public static final Tls NONE = new Tls("", "", "");

        public Tls {
            if (certificate.isEmpty() != key.isEmpty()) {
                throw new IllegalArgumentException("certificate and key belong together: name both or none");
            }
        }

        public PemFiles files() {
            return new PemFiles(
                    new PemFile("agent.tls.certificate", certificate),
                    new PemFile("agent.tls.key", key),
                    new PemFile("agent.tls.authorities", authorities));
        }
    }

    /** Without the token: secrets never print. */
    @Override
    public String toString() {
        return "AgentConfig[every=" + every + ", labels=" + labels + ", gateways=" + gateways + "]";
    }

    /** The spool's limits, told when to sync: samples are only looked at when the next one comes. */
    SpoolConfig kept() {
        var early = spool.sync().minus(every);
        return new SpoolConfig(spool.maxBytes(), spool.maxAge(), early.isNegative() ? Duration.ZERO : early);
    }

    private static void check(String name, String value) {
        if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]{0,99}")) {
            throw new IllegalArgumentException("labels." + name + " must be named by letters, digits and underscores");
        }
        if (value.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException("labels." + name + " is longer than " + LONGEST_LABEL + " characters");
        }
    }

    /** @param port on loopback; 0 takes any that is free, -1 opens none */
    public record Metrics(@Range(least = "-1", most = "65535") int port) {}

    /**
     * @param every how often processes are looked at
     * @param top how many of the busiest by CPU, by memory and by disk are kept each time
     */
    public record Processes(
            @Range(least = "1s", most = "1h") Duration every, @Range(least = "1", most = "100") int top) {}
}
