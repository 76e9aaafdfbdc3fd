/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;

/** Network cards. Listing them is dear: it is done once a minute of samples, the figures are read each time. */
final class OshiNetwork implements MapCollector.Source {
    private static final int READS_PER_LIST = 60;
    /** Any address outside this network does; nothing is sent to it. */
    private static final byte[] ELSEWHERE = {8, 8, 8, 8};

    private final HardwareAbstractionLayer hardware;
    private List<NetworkIF> cards = List.of();
    private int reads;

    OshiNetwork(HardwareAbstractionLayer hardware) {
        this.hardware = hardware;
    }

    /** The interface that leads to the world; empty when there is none. */
    static String defaultRoute() {
        try (var socket = new DatagramSocket()) {
            socket.connect(InetAddress.getByAddress(ELSEWHERE), 53);
            var card = NetworkInterface.getByInetAddress(socket.getLocalAddress());
            return card == null ? "" : card.getName();
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }

    @Override
    public Map<Series, Double> read() {
        if (reads++ % READS_PER_LIST == 0) {
            cards = hardware.getNetworkIFs(true);
        }
        Map<Series, Double> figures = new LinkedHashMap<>();
        for (NetworkIF card : cards) {
            if (card.updateAttributes()) {
                put(figures, card);
            }
        }
        return figures;
    }

    private static void put(Map<Series, Double> figures, NetworkIF card) {
        var device = Map.of("device", card.getName());
        put(figures, "node_network_receive_bytes_total", device, card.getBytesRecv());
        put(figures, "node_network_transmit_bytes_total", device, card.getBytesSent());
        put(figures, "node_network_receive_packets_total", device, card.getPacketsRecv());
        put(figures, "node_network_transmit_packets_total", device, card.getPacketsSent());
        put(figures, "node_network_receive_errs_total", device, card.getInErrors());
        put(figures, "node_network_transmit_errs_total", device, card.getOutErrors());
        put(figures, "node_network_receive_drop_total", device, card.getInDrops());
    }

    private static void put(Map<Series, Double> figures, String name, Map<String, String> device, long figure) {
        figures.put(new Series(name, device, Kind.COUNTER), (double) figure);
    }
}
