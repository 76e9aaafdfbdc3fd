/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.tests.support.Api;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;

/** The fleet page as a browser has it open: it hears a frame a second. */
final class LivePage implements AutoCloseable, WebSocket.Listener {
    private static final String FLEET = "atalaia.ui.v1.fleet";

    private final Api api;
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private volatile JsonNode newest;

    LivePage(Api api) {
        this.api = api;
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(api.base().replace("http", "ws") + "/eventbus/websocket"), this)
                .join();
        socket.sendText("{\"type\":\"register\",\"address\":\"" + FLEET + "\",\"headers\":{}}", true)
                .join();
    }

    /** Waits for a frame with figures that are newer than this call. */
    void awaitLiveFigures() {
        long from = System.currentTimeMillis();
        Awaitility.await("a live frame from " + api.base())
                .atMost(Nodes.LIMIT)
                .until(() -> newest != null
                        && newest.path("last").path(0).asLong() > from
                        && newest.path("cpu").path(0).isNumber());
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        return take(from, StandardCharsets.UTF_8.decode(data), last);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        return take(from, data, last);
    }

    private CompletionStage<?> take(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            var message = api.parse(partial.toString());
            if (message.path("address").asText().equals(FLEET)) {
                newest = message.path("body");
            }
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(1);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
