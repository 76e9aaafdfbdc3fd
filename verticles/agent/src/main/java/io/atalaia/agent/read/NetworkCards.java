/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.agent.parse.NetworkFile;
import io.atalaia.contracts.series.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Whether the network cards are up, how fast they are, and how many links of a bond work: /sys/class/net. */
final class NetworkCards implements MapCollector.Source {
    /** Cards tell their speed in Mbit/s. */
    private static final double MEGABIT = 1_000_000 / 8.0;

    private final Path folder;
    private final boolean details;

    NetworkCards(Path sys, boolean details) {
        this.details = details;
        folder = sys.resolve("class/net");
    }

    @Override
    public Map<Series, Double> read() {
        var figures = new Figures();
        List<Path> cards = SmallFile.entries(folder);
        for (Path card : cards) {
            String name = SmallFile.name(card);
            if (Files.isDirectory(card) && !NetworkFile.isContainerCable(name)) {
                card(figures, card, Map.of("device", name));
                bond(figures, cards, card.resolve("bonding/slaves"), Map.of("master", name));
            }
        }
        return figures.all();
    }

    /** A card that is down has no speed, and one that has no cable says -1. */
    private void card(Figures figures, Path card, Map<String, String> device) {
        String state = SmallFile.word(card.resolve("operstate"));
        if (!state.isEmpty()) {
            figures.gauge("node_network_up", device, state.equals("up") ? 1 : 0);
        }
        double speed = SmallFile.number(card.resolve("speed"));
        if (speed >= 0) {
            figures.gauge("node_network_speed_bytes", device, speed * MEGABIT);
        }
        if (details) {
            double changes = SmallFile.number(card.resolve("carrier_changes"));
            if (!Double.isNaN(changes)) {
                figures.counter("node_network_carrier_changes_total", device, changes);
            }
            figures.gaugeIfKnown("node_network_carrier", device, SmallFile.number(card.resolve("carrier")));
            figures.gaugeIfKnown("node_network_mtu_bytes", device, SmallFile.number(card.resolve("mtu")));
        }
    }

    private static void bond(Figures figures, List<Path> cards, Path file, Map<String, String> master) {
        if (!Files.isReadable(file)) {
            return;
        }
        String text = SmallFile.word(file);
        List<String> links = text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
        long active = cards.stream()
                .filter(card -> links.contains(SmallFile.name(card)))
                .filter(card ->
                        SmallFile.word(card.resolve("bonding_slave/mii_status")).equals("up"))
                .count();
        figures.gauge("node_bonding_slaves", master, links.size());
        figures.gauge("node_bonding_active", master, active);
    }
}
