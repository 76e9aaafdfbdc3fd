/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client of the gateways that gives up after a while. Any thread. */
public final class Caller {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final ObjectMapper json = new ObjectMapper();

    /** @param base of the gateway, without a slash at its end */
    public CompletableFuture<HttpResponse<String>> call(String base, String path, HttpRequest.Builder request) {
        return client.sendAsync(
                request.copy().uri(URI.create(base + path)).timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    /** What an answer holds; null unless its status is 200. */
    public JsonNode body(HttpResponse<String> answer) {
        try {
            return answer.statusCode() == OK ? json.readTree(answer.body()) : null;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(answer.body(), e);
        }
    }

    /** Completes with what was wrong; empty when nothing was. */
    CompletableFuture<String> ask(String base, Question.Request request) {
        return call(base, request.path(), request.http()).handle((answer, failed) -> {
            if (failed != null) {
                Throwable cause = failed.getCause() == null ? failed : failed.getCause();
                return cause.getClass().getSimpleName();
            }
            JsonNode body = body(answer);
            return body == null
                    ? "status " + answer.statusCode()
                    : request.judge().judge(body);
        });
    }
}
