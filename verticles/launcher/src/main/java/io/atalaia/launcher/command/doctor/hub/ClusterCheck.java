/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor.hub;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryXmlConfig;
import com.hazelcast.config.InvalidConfigurationException;
import io.atalaia.launcher.command.doctor.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether the nodes that {@code cluster.xml} lists can be reached, and this machine is among them. */
final class ClusterCheck {
    private static final String WHAT = "cluster";
    private static final int PATIENCE_MILLIS = 2_000;
    private static final int DEFAULT_PORT = 5701;
    private static final Pattern FORM = Pattern.compile("\\[?([^]]+?)]?(?::(\\d+))?");

    private ClusterCheck() {}

    static List<Finding> of(String xml) {
        Config config;
        try {
            config = new InMemoryXmlConfig(xml);
        } catch (InvalidConfigurationException | IllegalArgumentException e) {
            return List.of(
                    Finding.fail(WHAT, "cluster.xml cannot be used: " + e.getMessage(), "correct cluster.config"));
        }
        var findings = new ArrayList<Finding>();
        var own = ownAddresses();
        var network = config.getNetworkConfig();
        findings.add(interfaces(network.getInterfaces().getInterfaces(), own));
        var members = network.getJoin().getTcpIpConfig().getMembers();
        boolean listed = false;
        for (String member : members) {
            boolean mine = isOwn(member, own);
            listed |= mine;
            if (!mine) {
                findings.add(reached(member));
            }
        }
        findings.add(
                listed
                        ? Finding.ok(WHAT, "this machine is in member-list")
                        : Finding.warn(
                                WHAT, "none of " + members + " is this machine", "write its address into member-list"));
        return findings;
    }

    private static Set<String> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(address -> address.getHostAddress().replaceAll("%.*", ""))
                    .collect(Collectors.toSet());
        } catch (SocketException e) {
            return Set.of();
        }
    }

    private static Finding interfaces(java.util.Collection<String> patterns, Set<String> own) {
        boolean found = patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(pattern -> own.stream().anyMatch(address -> address.matches(regex(pattern))));
        return found
                ? Finding.ok(WHAT, "the interface " + patterns + " is this machine's")
                : Finding.fail(
                        WHAT,
                        "the interface " + patterns + " is none of this machine's " + own,
                        "correct interface in cluster.xml");
    }

    /** Hazelcast takes {@code *} and ranges such as {@code 1-20} in place of a number. */
    private static String regex(String pattern) {
        return pattern.replace(".", "\\.").replaceAll("\\*|\\d+-\\d+", "\\\\d+");
    }

    private static boolean isOwn(String member, Set<String> own) {
        var match = FORM.matcher(member);
        try {
            return match.matches()
                    && own.contains(InetAddress.getByName(match.group(1)).getHostAddress());
        } catch (IOException e) {
            return false;
        }
    }

    private static Finding reached(String member) {
        var match = FORM.matcher(member);
        String what = WHAT + " member " + member;
        try (var socket = new Socket()) {
            if (!match.matches()) {
                return Finding.fail(what, "is no address", "write HOST:PORT");
            }
            int port = match.group(2) == null ? DEFAULT_PORT : Integer.parseInt(match.group(2));
            socket.connect(new InetSocketAddress(InetAddress.getByName(match.group(1)), port), PATIENCE_MILLIS);
            return Finding.ok(what, "can be reached");
        } catch (IOException e) {
            return Finding.warn(
                    what,
                    "cannot be reached: " + e.getMessage(),
                    "see that Atalaia runs there, and that no" + " firewall stands between");
        }
    }
}
