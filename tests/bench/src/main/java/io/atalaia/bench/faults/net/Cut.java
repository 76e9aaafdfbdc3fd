/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.net;

import java.util.ArrayList;
import java.util.List;

/**
 * What the switch between the hosts no longer passes on.
 *
 * @param rules in the language of nft, for the chain that every frame from one port to another goes through
 */
public record Cut(List<String> rules) {
    /** One host alone, the outside included. */
    public static Cut around(Host host) {
        return new Cut(List.of(from(host) + "drop", to(host) + "drop"));
    }

    public static Cut between(Host one, Host other) {
        return oneWay(one, other).and(oneWay(other, one));
    }

    /** Frames of one host no longer come to the other, while those of the other do. */
    public static Cut oneWay(Host from, Host to) {
        return new Cut(List.of(from(from) + to(to) + "drop"));
    }

    /** What goes to a TCP port of a host and what comes from it. */
    public static Cut port(Host host, int port) {
        return new Cut(List.of(
                to(host) + "ether type ip tcp dport " + port + " drop",
                from(host) + "ether type ip tcp sport " + port + " drop"));
    }

    /** A share of all datagrams, drawn at random. */
    public static Cut someDatagrams(int percent) {
        return new Cut(List.of("ether type ip meta l4proto udp numgen random mod 100 < " + percent + " drop"));
    }

    public Cut and(Cut other) {
        var both = new ArrayList<>(rules);
        both.addAll(other.rules);
        return new Cut(List.copyOf(both));
    }

    private static String from(Host host) {
        return "iifname \"" + Namespaces.port(host.name()) + "\" ";
    }

    private static String to(Host host) {
        return "oifname \"" + Namespaces.port(host.name()) + "\" ";
    }
}
