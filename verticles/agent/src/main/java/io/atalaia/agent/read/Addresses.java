/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses of this machine, the one most likely to be reached first. */
final class Addresses {
    private static final Pattern ZERO_GROUPS = Pattern.compile("(^|:)0(:0)+(:|$)");

    private static final Logger LOG = LoggerFactory.getLogger(Addresses.class);

    private Addresses() {}

    /** @param favourite the interface of the default route; empty when unknown */
    static List<String> ordered(String favourite) {
        List<Candidate> candidates = new ArrayList<>();
        try {
            for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (card.isUp()) {
                    boolean isFavourite = card.getName().equals(favourite);
                    card.inetAddresses().forEach(address -> candidates.add(new Candidate(address, isFavourite)));
                }
            }
        } catch (SocketException e) {
            // A container without a network has no card that is up, and Java calls that an error.
            LOG.atDebug().setCause(e).log("no network card is up");
        }
        return ordered(candidates);
    }

    /** Addresses that nobody else can reach are told only when there are no others. */
    static List<String> ordered(List<Candidate> candidates) {
        boolean anyReachable = candidates.stream().anyMatch(Candidate::isReachable);
        return candidates.stream()
                .filter(one -> one.isReachable() || !anyReachable)
                .sorted(Comparator.comparing(Candidate::favourite)
                        .reversed()
                        .thenComparing(one -> one.address.isLoopbackAddress())
                        .thenComparing(one -> !(one.address instanceof Inet4Address)))
                .map(one -> plain(one.address.getHostAddress()))
                .distinct()
                .toList();
    }

    /** Without the scope, and with the first row of zero groups of IPv6 written short. */
    private static String plain(String address) {
        int scope = address.indexOf('%');
        String bare = scope < 0 ? address : address.substring(0, scope);
        return ZERO_GROUPS.matcher(bare).replaceFirst("::");
    }

    /** @param favourite whether it lies on the interface of the default route */
    record Candidate(InetAddress address, boolean favourite) {
        boolean isReachable() {
            return !address.isLoopbackAddress() && !address.isLinkLocalAddress() && !address.isAnyLocalAddress();
        }
    }
}
