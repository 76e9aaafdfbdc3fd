/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that ask without a pause, each with its gateway, and go to the next one only when a connection is refused. */
final class SteadyLoad implements AutoCloseable {
    /** More than gateways wait for storage, so that their own words are heard. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> bases;
    private final String path;
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    SteadyLoad(List<String> bases, String path, int count) {
        this.bases = bases;
        this.path = path;
        for (int client = 0; client < count; client++) {
            int first = client;
            var thread = new Thread(() -> ask(first), "load-" + client);
            clients.add(thread);
            thread.start();
        }
    }

    private void ask(int first) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        for (int at = first; !ended; ) {
            String base = bases.get(at % bases.size());
            try {
                var request = HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(PATIENCE)
                        .build();
                var answer = http.send(request, BodyHandlers.ofString());
                judge(base, answer.statusCode(), answer.body());
            } catch (ConnectException e) {
                at++;
            } catch (IOException e) {
                failures.add(base + ": " + e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void judge(String base, int status, String body) {
        if (status == 200) {
            answers.incrementAndGet();
        } else {
            failures.add(base + ": " + status + " " + body);
        }
    }

    long answers() {
        return answers.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        ended = true;
        for (Thread client : clients) {
            try {
                client.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
