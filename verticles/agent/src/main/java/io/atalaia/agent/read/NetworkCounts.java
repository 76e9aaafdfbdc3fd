/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.agent.parse.ProtocolFile;
import io.atalaia.contracts.series.Series;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the protocols of the network did, and the sockets that they have open. */
final class NetworkCounts implements MapCollector.Source {
    private static final Set<String> USUAL_COUNTS = Set.of(
            "Tcp_CurrEstab",
            "Tcp_RetransSegs",
            "Tcp_InSegs",
            "Tcp_OutSegs",
            "Tcp_InErrs",
            "Tcp_OutRsts",
            "Tcp_ActiveOpens",
            "Tcp_PassiveOpens",
            "TcpExt_ListenDrops",
            "TcpExt_ListenOverflows",
            "Udp_InErrors",
            "Udp_RcvbufErrors");
    private static final Set<String> USUAL_SOCKETS = Set.of(
            "sockets_used", "TCP_inuse", "TCP_orphan", "TCP_tw", "TCP_alloc", "TCP6_inuse", "UDP_inuse", "UDP6_inuse");
    /** What node_exporter shows unless it is told otherwise. */
    private static final Pattern ALL_COUNTS = Pattern.compile(".*_InErr(or)?s|Ip_Forwarding|Ip(6|Ext)_(In|Out)Octets"
            + "|Icmp6?_(In|Out)Msgs|TcpExt_(Listen.*|Syncookies.*|TCPSynRetrans|TCPTimeouts|TCPOFOQueue|TCPRcvQDrop)"
            + "|Tcp_(ActiveOpens|PassiveOpens|InSegs|OutSegs|OutRsts|RetransSegs|CurrEstab)"
            + "|Udp6?_((In|Out)Datagrams|NoPorts|(Rcv|Snd)bufErrors)");

    private static final Set<String> GAUGES = Set.of("Tcp_CurrEstab", "Ip_Forwarding");

    private final Roots roots;
    private final Predicate<String> counts;
    private final Predicate<String> sockets;
    private final long pageBytes;

    NetworkCounts(Roots roots, boolean details, long pageBytes) {
        this.roots = roots;
        this.pageBytes = pageBytes;
        counts = details ? name -> ALL_COUNTS.matcher(name).matches() : USUAL_COUNTS::contains;
        sockets = details ? name -> true : USUAL_SOCKETS::contains;
    }

    @Override
    public Map<Series, Double> read() {
        var figures = new Figures();
        count(figures, ProtocolFile.pairs(text("snmp")));
        count(figures, ProtocolFile.pairs(text("netstat")));
        count(figures, ProtocolFile.six(text("snmp6")));
        sockets(figures, ProtocolFile.sockets(text("sockstat")));
        sockets(figures, ProtocolFile.sockets(text("sockstat6")));
        connection(figures, "node_nf_conntrack_entries", "nf_conntrack_count");
        connection(figures, "node_nf_conntrack_entries_limit", "nf_conntrack_max");
        return figures.all();
    }

    /** The connections that the firewall follows: when there is no room for more, packets are dropped. */
    private void connection(Figures figures, String name, String file) {
        Path path = roots.proc().resolve("sys/net/netfilter").resolve(file);
        figures.gaugeIfKnown(name, Map.of(), SmallFile.number(path));
    }

    private String text(String file) {
        return SmallFile.text(roots.net(file));
    }

    private void count(Figures figures, Map<String, String> found) {
        found.forEach((name, number) -> {
            double value = SmallFile.number(number);
            if (counts.test(name) && !Double.isNaN(value)) {
                String metric = "node_netstat_" + name;
                figures.put(GAUGES.contains(name) ? Series.gauge(metric) : Series.counter(metric), value);
            }
        });
    }

    private void sockets(Figures figures, Map<String, String> found) {
        found.forEach((name, number) -> {
            if (sockets.test(name)) {
                figures.gaugeIfKnown("node_sockstat_" + name, Map.of(), SmallFile.number(number));
            }
            // The kernel counts the memory of sockets in pages.
            if (sockets.test(name) && (name.equals("TCP_mem") || name.equals("UDP_mem"))) {
                double bytes = SmallFile.number(number) * pageBytes;
                figures.gaugeIfKnown("node_sockstat_" + name + "_bytes", Map.of(), bytes);
            }
        });
    }
}
