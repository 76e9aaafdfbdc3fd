/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import java.net.URI;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a page costs on the line: heads and bodies as they were compressed, live frames not counted. */
final class Weight {
    private final Map<String, String> addresses = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();

    private Weight() {}

    /** Counts from now on. */
    static Weight of(Visit visit) {
        var weight = new Weight();
        var session = visit.context().newCDPSession(visit.page());
        session.on(
                "Network.requestWillBeSent",
                event -> weight.addresses.put(
                        event.get("requestId").getAsString(),
                        event.getAsJsonObject("request").get("url").getAsString()));
        session.on(
                "Network.loadingFinished",
                event -> weight.sizes.put(
                        event.get("requestId").getAsString(),
                        event.get("encodedDataLength").getAsLong()));
        session.send("Network.enable");
        return weight;
    }

    long bytes() {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    int requests() {
        return sizes.size();
    }

    @Override
    public String toString() {
        return sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .map(entry -> URI.create(addresses.get(entry.getKey())).getPath() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
