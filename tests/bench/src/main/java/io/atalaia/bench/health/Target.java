/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.health;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is checked: small HTTP servers on ports of one address, which answer, hang or are closed as its standard input says
 * ({@code hang PORT}, {@code close PORT}, {@code open PORT}). Arguments: address, first port, how many.
 */
public final class Target {
    private final Vertx vertx = Vertx.vertx();
    private final String address;
    private final Map<Integer, HttpServer> servers = new HashMap<>();
    private final Set<Integer> hanging = new HashSet<>();

    private Target(String address) {
        this.address = address;
    }

    public static void main(String[] arguments) throws IOException {
        var target = new Target(arguments[0]);
        int first = Integer.parseInt(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        target.vertx.runOnContext(go -> target.open(first, first + count));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            target.vertx.runOnContext(go -> target.obey(words[0], Integer.parseInt(words[1])));
        }
        System.exit(0);
    }

    private void open(int port, int end) {
        if (port == end) {
            System.out.println("ready");
            return;
        }
        open(port).onComplete(opened -> open(port + 1, end), failed -> {
            System.err.println(failed.getMessage());
            System.exit(1);
        });
    }

    private io.vertx.core.Future<HttpServer> open(int port) {
        return vertx.createHttpServer()
                .requestHandler(request -> answer(port, request))
                .listen(port, address)
                .onSuccess(server -> servers.put(port, server));
    }

    private void answer(int port, HttpServerRequest request) {
        if (!hanging.contains(port)) {
            var ignored = request.response().end("up");
        }
    }

    private void obey(String order, int port) {
        switch (order) {
            case "hang" -> hanging.add(port);
            case "close" -> {
                var ignored = servers.remove(port).close();
            }
            default -> {
                hanging.remove(port);
                if (!servers.containsKey(port)) {
                    var ignored = open(port);
                }
            }
        }
    }
}
