/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.agent;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/**
 * Shows the agent's own figures to whoever asks on this machine. Nothing of it, nor of the libraries behind it, is loaded in an agent
 * that was not told to show them.
 */
final class MetricsDoor {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    /** A scraper asks in one short line. */
    private static final int MOST_HEADER_BYTES = 4_096;

    private static final int IDLE_SECONDS = 75;

    private final PrometheusMeterRegistry figures = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    MetricsDoor(String version) {
        Gauge.builder("atalaia_agent_version", () -> 1)
                .description("Always 1; the label tells the version.")
                .tag("version", version)
                .register(figures);
        Gauge.builder("process_start_time_seconds", MetricsDoor::startSeconds)
                .description("When this process began, in seconds since 1970.")
                .register(figures);
    }

    private static double startSeconds() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> start.toEpochMilli() / 1000.0)
                .orElse(Double.NaN);
    }

    /** What the agent is to count in. */
    MeterRegistry figures() {
        return figures;
    }

    /**
     * Begins to answer, on loopback alone.
     *
     * @param port 0 takes any
     * @return the port; it is closed with its Vert.x
     */
    Future<Integer> open(Vertx vertx, int port) {
        var options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setIdleTimeout(IDLE_SECONDS);
        return vertx.createHttpServer(options)
                .requestHandler(this::answer)
                .listen()
                .map(HttpServer::actualPort)
                .recover(cause -> Future.failedFuture(new IllegalStateException(
                        "agent.metrics.port: 127.0.0.1:" + port + " cannot be opened: " + cause.getMessage(), cause)));
    }

    private void answer(HttpServerRequest request) {
        var response = request.response();
        if (!request.path().equals("/metrics")) {
            response.setStatusCode(NOT_FOUND);
        } else if (request.method().equals(HttpMethod.GET)) {
            response.setStatusCode(OK).putHeader("content-type", TEXT);
            response.end(figures.scrape()).onFailure(gone -> {});
            return;
        } else {
            response.setStatusCode(NOT_ALLOWED).putHeader("allow", "GET");
        }
        response.end().onFailure(gone -> {});
    }
}
