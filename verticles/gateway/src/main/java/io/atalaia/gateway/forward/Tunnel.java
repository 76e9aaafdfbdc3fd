/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.gateway.forward.Lines.Line;
import io.atalaia.gateway.forward.engine.Place;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.NetSocket;
import java.util.function.Consumer;

/** A WebSocket: after the handshake bytes pass both ways, no faster than each side reads, until one ends. */
final class Tunnel {
    private static final String WEBSOCKET = "websocket";

    private Tunnel() {}

    /** What asks for a WebSocket, and belongs to one connection alone. */
    static void fields(MultiMap to) {
        to.set(HttpHeaders.CONNECTION, "Upgrade");
        to.set(HttpHeaders.UPGRADE, WEBSOCKET);
    }

    static void open(
            Way way, Place place, HttpClientResponse response, Line line, Lines lines, Consumer<Outcome> ended) {
        var to = way.request().response();
        boolean agreed = WEBSOCKET.equalsIgnoreCase(response.getHeader(HttpHeaders.UPGRADE));
        if (!agreed) {
            lines.drop(line);
            ended.accept(new Outcome(Refusal.CONNECTION.status(), Refusal.CONNECTION.word(), 0));
            Refusal.CONNECTION.send(to, way.request().path(), way.id(), "the instance switched to another protocol");
            return;
        }
        to.setStatusCode(response.statusCode());
        Fields.response(response.headers(), to.headers(), way.prefix(), place, way.id());
        to.putHeader(HttpHeaders.CONNECTION, "Upgrade").putHeader(HttpHeaders.UPGRADE, WEBSOCKET);
        NetSocket there = response.netSocket();
        there.pause();
        way.request().toNetSocket().onComplete(opened -> {
            if (opened.succeeded()) {
                join(opened.result(), there, line, lines, ended);
            } else {
                lines.drop(line);
                ended.accept(new Outcome(499, "client-left", 0));
            }
        });
    }

    private static void join(NetSocket here, NetSocket there, Line line, Lines lines, Consumer<Outcome> ended) {
        here.closeHandler(closed -> {
            lines.drop(line);
            ended.accept(new Outcome(101, "", 0));
        });
        there.closeHandler(closed -> {
            lines.drop(line);
            var ignored = here.close();
        });
        here.exceptionHandler(seen -> {});
        there.exceptionHandler(seen -> {});
        pour(here, there);
        pour(there, here);
    }

    private static void pour(NetSocket from, NetSocket to) {
        var ignored = from.pipe().endOnFailure(false).to(to);
    }
}
