/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends requests one after the other. */
final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    Client(String base) {
        this.base = base;
    }

    Answer send(Request request) {
        try {
            var answer = client.send(request.to(base).timeout(PATIENCE).build(), BodyHandlers.ofInputStream());
            boolean endless =
                    answer.headers().firstValue("Content-Type").orElse("").equals("text/event-stream");
            try (var body = answer.body()) {
                return new Answer(
                        request,
                        answer.statusCode(),
                        answer.headers(),
                        endless ? event(body) : new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The first of a stream that has no end. */
    private static String event(InputStream stream) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\n\n") < 0) {
            int sign = stream.read();
            if (sign < 0) {
                break;
            }
            text.append((char) sign);
        }
        return text.toString();
    }
}
