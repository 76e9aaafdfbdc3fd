/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.gateway.forward.engine.Place;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.Networks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Connections to instances that rest between two requests, for one event loop. Vert.x has such a pool too; this one tells what no
 * pool does: whether a request was sent at all when it failed. The one that rests for the shortest is used first.
 */
final class Lines {
    /** Many servers close what rested for 5 s, and a request that meets the end of its connection is lost. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(4);

    private static final int LARGEST_HEADERS = 32 * 1024;
    private static final int CHUNK = 32 * 1024;

    private final HttpClientAgent client;
    private final Clock clock;
    private final Networks networks;
    private final String node;
    private final int most;
    /** An instance keeps its place as long as that does not change. */
    private final Map<Place, Rest> rests = new IdentityHashMap<>();

    /** @param node the id of this node */
    Lines(Vertx vertx, ForwardConfig config, String node, Clock clock) {
        this.clock = clock;
        this.node = node;
        networks = config.networks();
        most = Math.max(1, config.maxPerInstance() / config.threads());
        client = vertx.createHttpClient(options(config));
    }

    private static HttpClientOptions options(ForwardConfig config) {
        var options = new HttpClientOptions()
                .setConnectTimeout((int) config.connect().toMillis())
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setMaxChunkSize(CHUNK)
                .setIdleTimeout((int) config.idle().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        return config.authorities().isEmpty()
                ? options
                : options.setTrustOptions(new PemTrustOptions().addCertPath(config.authorities()));
    }

    /** Of one instance. */
    private static final class Rest {
        private final Deque<Line> resting = new ArrayDeque<>();
        private int open;
    }

    /** One connection, used by one request at a time. */
    static final class Line {
        private final Rest rest;
        private final HttpClientConnection connection;
        private long since;
        private boolean ended;

        private Line(Rest rest, HttpClientConnection connection) {
            this.rest = rest;
            this.connection = connection;
        }

        HttpClientConnection connection() {
            return connection;
        }
    }

    /** Nothing was sent when it fails. */
    Future<Line> take(Place place) {
        var rest = rests.computeIfAbsent(place, any -> new Rest());
        Line line = rest.resting.pollFirst();
        while (line != null && clock.nanos() - line.since > REST_NANOS) {
            drop(line);
            line = rest.resting.pollFirst();
        }
        if (line != null) {
            return Future.succeededFuture(line);
        }
        if (rest.open >= most) {
            return Future.failedFuture("there are as many connections to it as gateway.forward.maxPerInstance allows");
        }
        return open(place, rest);
    }

    private Future<Line> open(Place place, Rest rest) {
        rest.open++;
        var options = new HttpConnectOptions()
                .setServer(SocketAddress.inetSocketAddress(place.port(), place.address()))
                .setHost(place.host())
                .setPort(place.port())
                .setSsl(place.tls());
        return client.connect(options).transform(opened -> {
            if (opened.failed()) {
                rest.open--;
                return Future.failedFuture(opened.cause());
            }
            var line = new Line(rest, opened.result());
            line.connection.closeHandler(closed -> forget(line));
            line.connection.exceptionHandler(seen -> {});
            if (!isAllowed(place, line.connection.remoteAddress())) {
                drop(line);
                return Future.failedFuture("its address is none that gateway.forward allows from this node");
            }
            return Future.succeededFuture(line);
        });
    }

    /** By the address that a name turned out to be: it may be another each time. */
    private boolean isAllowed(Place place, SocketAddress reached) {
        return reached == null
                || Networks.literal(reached.hostAddress())
                        .map(ip -> networks.allows(ip) && (node.equals(place.home()) || !Networks.isLocal(ip)))
                        .orElse(false);
    }

    /** Hands back what the next request may use. */
    void rest(Line line) {
        if (!line.ended) {
            line.since = clock.nanos();
            line.rest.resting.addFirst(line);
        }
    }

    /** Ends what no request may use any more. */
    void drop(Line line) {
        forget(line);
        var ignored = line.connection.close();
    }

    private static void forget(Line line) {
        if (!line.ended) {
            line.ended = true;
            line.rest.open--;
            line.rest.resting.remove(line);
        }
    }

    /** Ends what rested for too long, and forgets instances without connections. */
    void tidy() {
        rests.values().forEach(rest -> {
            Line oldest = rest.resting.peekLast();
            while (oldest != null && clock.nanos() - oldest.since > REST_NANOS) {
                drop(oldest);
                oldest = rest.resting.peekLast();
            }
        });
        rests.values().removeIf(rest -> rest.open == 0);
    }

    Future<Void> close() {
        return client.close();
    }
}
