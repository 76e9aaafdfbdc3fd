/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.agent;

import io.atalaia.agent.read.MachineId;
import io.atalaia.launcher.command.GatewayTrust;
import io.atalaia.platform.tls.TlsTrouble;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;

/** Exchanges an enrolment for the machine's own token, before the agent starts. */
public final class Enrolling {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CREATED = 201;

    private final Path data;
    private final List<String> gateways;
    private final HttpClient client;

    /**
     * Gateways that are reached over TLS are known as the agent will know them.
     *
     * @throws io.atalaia.platform.tls.PemFault when the file of authorities cannot be used
     */
    public Enrolling(AgentConfiguration config) {
        data = Path.of(config.data().directory()).toAbsolutePath().normalize();
        gateways = config.agent().gateways();
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE);
        var authorities = config.agent().tls().files().authorities();
        if (authorities.isNamed()) {
            client.sslContext(GatewayTrust.authorities(authorities));
        }
        this.client = client.build();
    }

    /**
     * Keeps the token in the data directory. A machine that has one already is not enrolled again: whoever wants that removes the
     * file. Blocks.
     *
     * @throws IllegalStateException with a sentence when no gateway takes the enrolment
     */
    public String with(String enrolment) throws IOException, InterruptedException {
        var own = new OwnToken(data);
        if (own.there()) {
            return own.read();
        }
        var why = new StringBuilder();
        for (String gateway : gateways) {
            try {
                var answer = ask(gateway, enrolment);
                if (answer.statusCode() == CREATED) {
                    String token = new JsonObject(answer.body()).getString("token");
                    own.keep(token);
                    return token;
                }
                throw new IllegalStateException(gateway + " does not enrol this machine: " + detail(answer));
            } catch (SSLException distrusted) {
                String said = TlsTrouble.sentence(distrusted).orElse(distrusted.getMessage());
                why.append("; ").append(gateway).append(" ").append(said).append(" (agent.tls.authorities)");
            } catch (IOException unreachable) {
                why.append("; ").append(gateway).append(": ").append(unreachable.getMessage());
            }
        }
        throw new IllegalStateException("no gateway could be asked to enrol this machine" + why);
    }

    private HttpResponse<String> ask(String gateway, String enrolment) throws IOException, InterruptedException {
        String base = gateway.contains("://") ? gateway : "http://" + gateway;
        String body = new JsonObject()
                .put("enrolment", enrolment)
                .put("machine", MachineId.in(data))
                .encode();
        var request = HttpRequest.newBuilder(URI.create(base + "/api/v1/enrol"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static String detail(HttpResponse<String> answer) {
        try {
            return new JsonObject(answer.body()).getString("detail", "status " + answer.statusCode());
        } catch (DecodeException e) {
            return "status " + answer.statusCode();
        }
    }
}
