/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import java.net.URI;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a page costs on the line: heads and bodies as they were compressed, live frames not counted. What it asks the API again
 * and again counts once: how often it asked tells how busy the machine was.
 */
final class Weight {
    private static final String API = "/api/";
    private static final String SAMPLES = API + "v1/query";

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

    /** Of the page itself, without the samples that it shows. */
    long bytes() {
        return sum(path -> !path.equals(SAMPLES));
    }

    /** They grow with the time for which a machine is watched, and so does what they weigh. */
    long bytesOfSamples() {
        return sum(SAMPLES::equals);
    }

    private long sum(Predicate<String> counted) {
        Map<String, Long> asked = new HashMap<>();
        sizes.forEach((request, size) -> {
            String path = path(request);
            if (counted.test(path)) {
                asked.merge(addresses.get(request), size, path.startsWith(API) ? Math::max : Long::sum);
            }
        });
        return asked.values().stream().mapToLong(Long::longValue).sum();
    }

    private String path(String request) {
        return URI.create(addresses.get(request)).getPath();
    }

    int requests() {
        return sizes.size();
    }

    @Override
    public String toString() {
        return sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .map(entry -> path(entry.getKey()) + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
