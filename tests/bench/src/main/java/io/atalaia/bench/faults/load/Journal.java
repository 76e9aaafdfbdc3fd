/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Which registrations were acknowledged, and whether they are still there. Each is written once, so none may be missing. */
public final class Journal {
    static final String SERVICE = "steady";
    static final String BODY =
            "{\"name\":\"" + SERVICE + "\",\"kind\":\"tcp\",\"address\":\"192.0.2.1\",\"port\":1,\"checks\":[]}";
    private static final int AT_ONCE = 8;
    private static final String ALL = "/api/v1/registrations?name=" + SERVICE;

    private final Caller caller;
    private final AtomicInteger last = new AtomicInteger();
    private final Set<String> acknowledged = new HashSet<>();
    private int count;

    public Journal(Caller caller) {
        this.caller = caller;
    }

    String next() {
        return "s" + last.incrementAndGet();
    }

    synchronized void acknowledged(String id) {
        acknowledged.add(id);
        count++;
    }

    /** Those that are to be there now. */
    public synchronized Set<String> entries() {
        return Set.copyOf(acknowledged);
    }

    /** How many were acknowledged since the beginning. */
    public synchronized int count() {
        return count;
    }

    /** Of the entries, those that a gateway does not know; all of them when it does not answer. */
    public Set<String> missing(String base, Set<String> entries) {
        Set<String> missing = new TreeSet<>(entries);
        try {
            JsonNode answer =
                    caller.body(caller.call(base, ALL, HttpRequest.newBuilder()).join());
            if (answer != null && !answer.path("stale").asBoolean()) {
                answer.path("items")
                        .forEach(item -> missing.remove(item.path("id").asText()));
            }
        } catch (CompletionException e) {
            // Nobody answered: all of them are still to be found.
        }
        return missing;
    }

    /** Removes what has been looked for, so that the registry stays small. What cannot be removed now will be later. */
    public void remove(String base, Set<String> entries) {
        var left = new ArrayDeque<>(entries);
        while (!left.isEmpty()) {
            var some = new ArrayList<CompletableFuture<Void>>();
            while (!left.isEmpty() && some.size() < AT_ONCE) {
                some.add(remove(base, left.remove()));
            }
            some.forEach(CompletableFuture::join);
        }
    }

    private CompletableFuture<Void> remove(String base, String id) {
        return caller.call(
                        base,
                        "/api/v1/registrations/" + id,
                        HttpRequest.newBuilder().DELETE())
                .handle((answer, failed) -> {
                    if (failed == null && answer.statusCode() < 300) {
                        gone(id);
                    }
                    return null;
                });
    }

    /** Also of what was lost, which is told once. */
    public synchronized void gone(String id) {
        acknowledged.remove(id);
    }
}
