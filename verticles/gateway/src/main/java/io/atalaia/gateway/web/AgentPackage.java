/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.platform.bus.Fault;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The agent as machines fetch it before they are enrolled, so that the line for a machine is all that it needs. There is no secret in
 * it, and whoever fetches it has no token yet: it is for everybody. For the gateway's event loop.
 */
final class AgentPackage {
    static final String PATH = "/atalaia-agent.tar.gz";
    /** Each takes its time on a slow line. */
    private static final int MOST_AT_ONCE = 16;

    private static final int LATER_SECONDS = 10;

    private final Path file;
    private int sending;

    /** @param file that need not exist */
    AgentPackage(Path file, MeterRegistry meters) {
        this.file = file;
        Gauge.builder("atalaia_agent_package_sending", this, own -> own.sending)
                .description("Machines that fetch the agent's package now")
                .register(meters);
    }

    /** Where a distribution has it: beside the folder of its libraries. */
    static Path ofThisDistribution() {
        var own = AgentPackage.class.getProtectionDomain().getCodeSource().getLocation();
        try {
            return Path.of(own.toURI()).resolve("../..").normalize().resolve(PATH.substring(1));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(own + " is no place of a library", e);
        }
    }

    void addTo(Routes routes) {
        routes.get(PATH, this::send);
    }

    /** Its path on this gateway, or null where there is none. */
    String path() {
        return Files.isReadable(file) ? PATH : null;
    }

    void send(RoutingContext context) {
        var ignored = Parameters.plain(context, Set.of(), Set.of(), null);
        var response = context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/gzip");
        if (path() == null) {
            throw new Problem(Fault.NOT_FOUND, "this gateway has no package of the agent; a whole distribution has it");
        }
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader(
                            HttpHeaders.CONTENT_LENGTH,
                            Long.toString(file.toFile().length()))
                    .end()
                    .onFailure(context::fail);
            return;
        }
        if (sending >= MOST_AT_ONCE) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(LATER_SECONDS));
            throw new Problem(Fault.UNAVAILABLE, MOST_AT_ONCE + " machines fetch the agent already");
        }
        sending++;
        response.sendFile(file.toString()).onComplete(ended -> sending--).onFailure(context::fail);
    }
}
