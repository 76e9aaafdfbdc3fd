/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaia.platform.tls.TlsTrouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** The REST API of a gateway, as the command line asks it. */
final class GatewayClient {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Others may have to start roles first. */
    private static final Duration PATIENCE_TO_CHANGE = Duration.ofSeconds(90);

    private final String base;
    private final HttpClient client;
    private final ObjectMapper json = new ObjectMapper();

    /** @param base such as {@code http://127.0.0.1:8080} */
    GatewayClient(String base) {
        this(base, HttpClient.newBuilder());
    }

    /** @param trusted whom to take for a gateway */
    GatewayClient(String base, SSLContext trusted) {
        this(base, HttpClient.newBuilder().sslContext(trusted));
    }

    private GatewayClient(String base, HttpClient.Builder builder) {
        this.base = base;
        client = builder.connectTimeout(PATIENCE).build();
    }

    /** What the gateway refused, in its own words. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;
        private final int status;

        private Refused(int status, String why) {
            super(why);
            this.status = status;
        }
    }

    /** Does the work, and tells the person at the terminal what went wrong. @return the exit code */
    int talk(Callable<Integer> work) throws Exception {
        try {
            return work.call();
        } catch (Refused e) {
            System.err.println("Refused: " + e.getMessage());
            return e.status == 400 || e.status == 404 ? AtalaiaCommand.WRONG_INPUT : AtalaiaCommand.FAILED;
        } catch (ConnectException | HttpTimeoutException | JsonProcessingException | IllegalArgumentException e) {
            System.err.println("No Atalaia answers at " + base + "; start it with ./atalaia run");
            return AtalaiaCommand.FAILED;
        } catch (SSLException e) {
            System.err.println("The gateway at " + base + " "
                    + TlsTrouble.sentence(e).orElse("could not be asked over TLS: " + e.getMessage())
                    + "; --authorities FILE names whom to trust");
            return AtalaiaCommand.FAILED;
        } catch (IOException e) {
            System.err.println("The gateway at " + base + " went away before it answered; ask another how it ended");
            return AtalaiaCommand.FAILED;
        }
    }

    String base() {
        return base;
    }

    /** Whatever it answers. */
    JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .build();
        return json.readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    /** Changes something. @param body JSON; empty for none */
    JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE_TO_CHANGE)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new Refused(answer.statusCode(), reason(answer.statusCode(), answer.body()));
        }
        return json.readTree(answer.body());
    }

    private String reason(int status, String body) {
        try {
            return json.readTree(body).path("detail").asText("status " + status);
        } catch (JsonProcessingException e) {
            return "status " + status;
        }
    }

    /** As a part of a path. */
    static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
