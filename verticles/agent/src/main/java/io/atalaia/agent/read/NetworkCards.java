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

    NetworkCards(Path sys) {
        folder = sys.resolve("class/net");
    }

    @Override
    public Map<Series, Double> read() {
        var figures = new Figures();
        for (Path card : SmallFile.entries(folder)) {
            String name = SmallFile.name(card);
            if (Files.isDirectory(card) && !NetworkFile.isContainerCable(name)) {
                card(figures, card, Map.of("device", name));
                bond(figures, card.resolve("bonding/slaves"), Map.of("master", name));
            }
        }
        return figures.all();
    }

    /** A card that is down has no speed, and one that has no cable says -1. */
    private static void card(Figures figures, Path card, Map<String, String> device) {
        String state = SmallFile.word(card.resolve("operstate"));
        if (!state.isEmpty()) {
            figures.gauge("node_network_up", device, state.equals("up") ? 1 : 0);
        }
        double speed = SmallFile.number(card.resolve("speed"));
        if (speed >= 0) {
            figures.gauge("node_network_speed_bytes", device, speed * MEGABIT);
        }
    }

    private void bond(Figures figures, Path file, Map<String, String> master) {
        if (!Files.isReadable(file)) {
            return;
        }
        String text = SmallFile.word(file);
        List<String> links = text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
        long active = links.stream()
                .filter(link -> SmallFile.word(folder.resolve(link).resolve("bonding_slave/mii_status"))
                        .equals("up"))
                .count();
        figures.gauge("node_bonding_slaves", master, links.size());
        figures.gauge("node_bonding_active", master, active);
    }
}
