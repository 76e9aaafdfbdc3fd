/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.contracts.access.Right;
import io.atalaia.contracts.access.UserRole;
import io.atalaia.gateway.GatewayConfig;
import io.atalaia.gateway.House;
import io.atalaia.gateway.House.Reply;
import io.atalaia.gateway.access.oidc.OidcConfig;
import io.atalaia.platform.access.AccessStores;
import io.atalaia.platform.access.AccessToken;
import io.atalaia.platform.access.Secrets;
import io.atalaia.platform.access.Session;
import io.atalaia.platform.access.User;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.mongo.AccessMongo;
import io.atalaia.platform.mongo.MongoClients;
import io.atalaia.tests.support.EmbeddedMongo;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A gateway that lets nobody in without credentials, on a real database, with what a test needs to come in. */
public final class Gates implements AutoCloseable {
    public static final String PASSWORD = "correct horse battery";
    /** Hashed once: it takes a while. */
    private static final String HASHED = Argon2.hash(PASSWORD);

    private static final long HOUR = 3_600_000;

    public final House house;
    public final AccessStores stores;
    private final EmbeddedMongo own;
    private final String uri;
    private boolean lost;

    private Gates(EmbeddedMongo own, String uri, String node, Clock clock, OidcConfig oidc) {
        this(own, uri, node, clock, House.closed(oidc));
    }

    private Gates(EmbeddedMongo own, String uri, String node, Clock clock, GatewayConfig config) {
        this.own = own;
        this.uri = uri;
        house = new House();
        house.clock = clock;
        stores = AccessMongo.on(MongoClients.open(house.vertx, uri, "test"));
        house.stores = stores;
        house.start(config, node);
    }

    public static Gates open() {
        var mongo = EmbeddedMongo.inMemory();
        return new Gates(mongo, mongo.uri(), House.NODE, Clock.system(), OidcConfig.NONE);
    }

    /** With a clock that a test turns. */
    public static Gates open(Clock clock) {
        var mongo = EmbeddedMongo.inMemory();
        return new Gates(mongo, mongo.uri(), House.NODE, clock, OidcConfig.NONE);
    }

    /** With another configuration. */
    public static Gates open(GatewayConfig config) {
        var mongo = EmbeddedMongo.inMemory();
        return new Gates(mongo, mongo.uri(), House.NODE, Clock.system(), config);
    }

    /** With a provider to log in with. */
    public static Gates open(OidcConfig oidc, Clock clock) {
        var mongo = EmbeddedMongo.inMemory();
        return new Gates(mongo, mongo.uri(), House.NODE, clock, oidc);
    }

    /** From here on the database does not answer. */
    public void loseDatabase() {
        own.close();
        lost = true;
    }

    /** Another node on the same database. Close it first. */
    public Gates another() {
        return new Gates(null, uri, "node-2", Clock.system(), OidcConfig.NONE);
    }

    /** The headers of somebody who is logged in, with the CSRF token of the session. */
    public Map<String, String> session(String name, UserRole role) {
        var user = new User(name, role, HASHED, false, 0, 1, 1_000, "test");
        House.wait(stores.users().create(user));
        String secret = Secrets.random();
        long now = System.currentTimeMillis();
        House.wait(stores.sessions().begin(new Session(Secrets.hash(secret), name, 0, now, now, now + HOUR)));
        return Map.of("Cookie", "atalaia-session=" + secret, "X-CSRF-Token", SessionCookie.csrf(secret));
    }

    /** @param ends epoch milliseconds */
    public String token(long ends, Right... scopes) {
        String text = TokenText.random();
        String hash = Secrets.hash(text);
        House.wait(stores.tokens()
                .create(new AccessToken(
                        AccessToken.idOf(hash), hash, "program", Set.of(scopes), "", "", 1_000, "test", ends, 0, 0)));
        return text;
    }

    public String token(Right... scopes) {
        return token(Long.MAX_VALUE, scopes);
    }

    public String revokedToken(Right... scopes) {
        String text = token(scopes);
        House.wait(stores.tokens().revoke(AccessToken.idOf(Secrets.hash(text)), 2_000));
        return text;
    }

    public static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    public Reply post(String path, JsonObject body, Map<String, String> headers) {
        return house.send(HttpMethod.POST, path, headers, body.toBuffer());
    }

    public Reply logIn(String name, String password) {
        return post("/api/v1/session", new JsonObject().put("name", name).put("password", password), Map.of());
    }

    /** The headers of the session that an answer began. */
    public static Map<String, String> begun(Reply reply) {
        var headers = new HashMap<String, String>();
        headers.put("Cookie", cookie(reply));
        headers.put("X-CSRF-Token", reply.json().getString("csrf"));
        return headers;
    }

    public static String cookie(Reply reply) {
        String set = reply.headers().get("set-cookie");
        return set.substring(0, set.indexOf(';'));
    }

    public Reply send(HttpMethod method, String path, Map<String, String> headers, JsonObject body) {
        return house.send(method, path, headers, body == null ? Buffer.buffer() : body.toBuffer());
    }

    @Override
    public void close() {
        house.close();
        if (own != null && !lost) {
            own.close();
        }
    }
}
