/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atalaia status}: what a running gateway says of services and machines. */
@Command(
        name = "status",
        description = "Asks the running Atalaia which services are healthy and how the machines are.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final String[] STATES = {"Normal", "Alert", "Critical", "Offline"};

    @Mixin
    private GatewayOptions options;

    @Override
    public Integer call() throws Exception {
        var client = options.client();
        return client.talk(() -> {
            JsonNode health = client.get("/api/v1/health");
            System.out.println("Atalaia at " + client.base() + " is "
                    + health.path("status").asText());
            health.path("items").forEach(StatusCommand::printService);
            printCluster(client.get("/api/v1/cluster"));
            printStorage(client.get("/api/v1/storage"));
            client.get("/api/v1/machines?limit=100").path("items").forEach(StatusCommand::printMachine);
            return health.path("status").asText().equals("passing") ? 0 : AtalaiaCommand.FAILED;
        });
    }

    /** A node alone is no cluster. */
    private static void printCluster(JsonNode cluster) {
        if (cluster.path("expected").asInt() > 1 || cluster.path("nodes").size() > 1) {
            new NodeTable(cluster).print(System.out);
        }
    }

    private static void printService(JsonNode row) {
        System.out.printf(
                "  %-13s on %-24s %s%n",
                row.path("service").asText(),
                row.path("host").asText(),
                (row.path("health").asText() + " " + row.path("detail").asText("")).strip());
    }

    /** Without storage there is nothing to tell but what its row above says. */
    private static void printStorage(JsonNode stored) {
        if (stored.has("version")) {
            System.out.printf(
                    "  data: layout %d, %s used, %s free%s%n",
                    stored.path("version").asInt(),
                    size(stored.path("bytes")),
                    size(stored.path("free")),
                    stored.path("refusing").asBoolean() ? "; NO BLOCKS ARE TAKEN until there is room" : "");
            stored.path("tiers").forEach(StatusCommand::printTier);
        }
    }

    private static void printTier(JsonNode tier) {
        System.out.printf(
                "    %-10s kept %4d h, will take %s%n",
                tier.path("tier").asText(),
                Duration.ofMillis(tier.path("kept").asLong()).toHours(),
                size(tier.path("expected")));
    }

    private static String size(JsonNode bytes) {
        return bytes.isNumber() ? String.format(Locale.ROOT, "%.1f MiB", bytes.asDouble() / (1 << 20)) : "unknown";
    }

    private static void printMachine(JsonNode machine) {
        System.out.printf(
                "  machine %s: %s%n",
                machine.path("name").asText(),
                STATES[Math.floorMod(machine.path("state").asInt(), STATES.length)]);
    }
}
