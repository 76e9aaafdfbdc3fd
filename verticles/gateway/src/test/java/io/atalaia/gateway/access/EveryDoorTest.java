/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.access.Right;
import io.atalaia.contracts.access.UserRole;
import io.atalaia.gateway.House;
import io.atalaia.gateway.access.Permissions.Way;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every route, every gRPC method and every bridge address, tried by everybody: exactly the table's answers. */
class EveryDoorTest {
    /** Of gRPC: not compressed, and of no length. */
    private static final Buffer EMPTY_MESSAGE = Buffer.buffer(new byte[5]);

    private static final String LACKS_ADDRESS = "missing_address";
    private final Gates gates = Gates.open();
    private final Map<String, Someone> everybody = new LinkedHashMap<>();

    /** @param may what the table may ask of them so that they are let in */
    private record Someone(Map<String, String> headers, Set<Need> may) {
        /** Whether the gateway knows them at all: nobody it does, and nobody any more. */
        boolean known() {
            return may.size() > 1;
        }
    }

    EveryDoorTest() {
        var nothing = EnumSet.of(Need.OPEN);
        everybody.put("nobody", new Someone(Map.of(), nothing));
        everybody.put("viewer", user(UserRole.VIEWER, Need.READ));
        everybody.put("operator", user(UserRole.OPERATOR, Need.READ, Need.OPERATE));
        everybody.put("administrator", user(UserRole.ADMINISTRATOR, Need.READ, Need.OPERATE, Need.ADMIN, Need.INGEST));
        everybody.put("ingest token", program(gates.token(Right.INGEST), Need.INGEST));
        everybody.put("configured token", program(House.TOKEN, Need.INGEST));
        everybody.put("read token", program(gates.token(Right.READ), Need.READ));
        everybody.put("operate token", program(gates.token(Right.OPERATE), Need.READ, Need.OPERATE));
        everybody.put("admin token", program(gates.token(Right.ADMIN), Need.READ, Need.OPERATE, Need.ADMIN));
        everybody.put("expired token", program(gates.token(2_000, Right.ADMIN, Right.INGEST)));
        everybody.put("revoked token", program(gates.revokedToken(Right.ADMIN, Right.INGEST)));
    }

    private Someone user(UserRole role, Need... may) {
        return new Someone(gates.session("the-" + role.word(), role), needs(may));
    }

    private static Someone program(String token, Need... may) {
        return new Someone(Gates.bearer(token), needs(may));
    }

    private static Set<Need> needs(Need... may) {
        var needs = EnumSet.of(Need.OPEN);
        needs.addAll(List.of(may));
        return needs;
    }

    @AfterEach
    void close() {
        gates.close();
    }

    @Test
    void everyRouteOfRestLetsInWhoMayAndNobodyElse() {
        var wrong = new ArrayList<String>();
        // Who logs out tries nothing more after it.
        var rules = Permissions.rest().stream()
                .sorted(Comparator.comparing(rule -> rule.method().equals("DELETE") && rule.need() == Need.OPEN))
                .toList();
        everybody.forEach((who, someone) -> rules.forEach(rule -> {
            int status = status(rule, someone);
            boolean refused = status == 401 || status == 403;
            boolean may = someone.may().contains(rule.need());
            if (refused == may || !may && status != (someone.known() ? 403 : 401)) {
                wrong.add(who + " is answered " + status + " by " + rule);
            }
        }));
        assertThat(wrong).isEmpty();
    }

    private int status(Rule rule, Someone someone) {
        String path = rule.path().equals("/eventbus/*")
                ? "/eventbus/info"
                : rule.path().replace("/*", "/").replaceAll(":\\w+", "x1");
        // A watch never ends by itself; HEAD passes the same gate.
        var method = HttpMethod.valueOf(path.contains("/watch/") ? "HEAD" : rule.method());
        return gates.house.send(method, path, someone.headers()).status();
    }

    @Test
    void whoIsNotKnownIsToldToLogInAndWhoMayNotIsToldWhatIsMissing() {
        var nobody = gates.house.get("/api/v1/fleet");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.headers().get("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(nobody.json().getString("detail")).contains("'read'").contains("log in");
        var viewer = gates.house.get("/api/v1/users", everybody.get("viewer").headers());
        assertThat(viewer.status()).isEqualTo(403);
        assertThat(viewer.json().getString("detail")).contains("'admin'");
    }

    @Test
    void everyMethodOfGrpcLetsInWhoMayAndNobodyElse() {
        HttpClient client = gates.house.vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        var wrong = new ArrayList<String>();
        everybody.forEach((who, someone) -> Permissions.rpc().forEach((method, need) -> {
            // Cookies count for nothing here; what the gate refuses it refuses in the head of the answer.
            boolean session = someone.headers().containsKey("Cookie");
            boolean may = session ? need == Need.OPEN : someone.may().contains(need);
            String status = status(client, method, someone.headers());
            boolean refused = "16".equals(status) || "7".equals(status);
            String refusal = someone.known() && !session ? "7" : "16";
            if (refused == may || !may && !refusal.equals(status)) {
                wrong.add(who + " is answered " + status + " by " + method);
            }
        }));
        assertThat(wrong).isEmpty();
        assertThat(status(client, "atalaia.query.v1.Query/Nothing", Map.of())).isEqualTo("12");
    }

    private String status(HttpClient client, String method, Map<String, String> headers) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(gates.house.gateway.port())
                .setURI("/" + method);
        headers.forEach(options::addHeader);
        options.addHeader("Content-Type", "application/grpc").addHeader("TE", "trailers");
        return House.wait(client.request(options)
                .compose(request -> request.send(EMPTY_MESSAGE).map(response -> {
                    String status = response.getHeader("grpc-status");
                    // A method that was let in may go on for ever.
                    request.reset().onFailure(over -> {});
                    return status;
                })));
    }

    @Test
    void everyAddressOfTheBridgeLetsInWhoMayAndNobodyElse() {
        var wrong = new ArrayList<String>();
        var addresses = Permissions.bridge().keySet().stream()
                .map(Permissions.Address::name)
                .distinct()
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
        // Of the nodes among themselves, of SockJS itself, and what only looks like one of the table.
        addresses.addAll(List.of("atalaia.gateway.v1.headlines", "__vertx.reply.1", "atalaia.ui.v1.fleet.x", "*"));
        everybody.forEach((who, someone) -> {
            boolean reads = someone.may().contains(Need.READ);
            if (!reads) {
                if (!rejected(someone)) {
                    wrong.add(who + " may connect");
                }
                return;
            }
            try (var page = new Page(someone)) {
                for (Way way : Way.values()) {
                    addresses.forEach(address -> {
                        boolean named = Permissions.ofBridge(way, address).isPresent();
                        if (page.denied(way, address) == named) {
                            wrong.add(who + (named ? " may not " : " may ") + way + " " + address);
                        }
                    });
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    private WebSocketConnectOptions bridge(Someone someone) {
        var options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(gates.house.gateway.port())
                .setURI("/eventbus/websocket");
        someone.headers().forEach(options::addHeader);
        return options;
    }

    private boolean rejected(Someone someone) {
        return House.wait(
                gates.house.sockets.connect(bridge(someone)).map(false).recover(cause -> {
                    int status = cause instanceof UpgradeRejectedException rejected ? rejected.getStatus() : 0;
                    return io.vertx.core.Future.succeededFuture(status == 401 || status == 403);
                }));
    }

    private final class Page implements AutoCloseable {
        private final List<String> errors = new CopyOnWriteArrayList<>();
        private final WebSocket socket;

        Page(Someone someone) {
            socket = House.wait(gates.house.sockets.connect(bridge(someone)));
            socket.binaryMessageHandler(message -> {
                var json = message.toJsonObject();
                if ("err".equals(json.getString("type"))) {
                    errors.add(json.getString("body"));
                }
            });
        }

        /** Whether the bridge answers with an error, before it answers a message that lacks its address. */
        boolean denied(Way way, String address) {
            errors.clear();
            var message = new JsonObject()
                    .put("type", way.name().toLowerCase(Locale.ROOT))
                    .put("address", address)
                    .put("body", new JsonObject().putNull("machine").put("every", 1));
            House.wait(socket.writeTextMessage(message.encode()));
            House.wait(socket.writeTextMessage("{\"type\":\"register\"}"));
            House.eventually(() -> assertThat(errors).contains(LACKS_ADDRESS));
            return errors.size() > 1;
        }

        @Override
        public void close() {
            House.wait(socket.close());
        }
    }
}
