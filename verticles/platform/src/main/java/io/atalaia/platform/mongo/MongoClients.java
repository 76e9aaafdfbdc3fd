/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import com.mongodb.ConnectionString;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;

/** Opens clients that write with majority concern and fail soon when the database is out of reach. */
public final class MongoClients {
    /** How long a question waits for a server to be there; also bounds how long a start hangs without one. */
    private static final int SELECTION_MILLIS = 2_000;

    private static final int CONNECT_MILLIS = 2_000;
    /** The longest that one operation may take on the wire before its connection is given up. */
    private static final int READ_MILLIS = 10_000;

    private static final int HEARTBEAT_MILLIS = 2_000;
    private static final int MOST_CONNECTIONS = 16;

    private MongoClients() {}

    /**
     * Opens a client; it connects in the background. Close it when done.
     *
     * @param uri a MongoDB connection string, which may name timeouts of its own
     * @throws IllegalArgumentException when the uri is none; the message does not repeat it, since it may hold a password
     */
    public static MongoClient open(Vertx vertx, String uri, String database) {
        var named = parsed(uri);
        var config = new JsonObject()
                .put("connection_string", uri)
                .put("db_name", database)
                .put("w", "majority")
                .put("readPreference", "primary")
                .put("heartbeatFrequencyMS", HEARTBEAT_MILLIS)
                .put("serverSelectionTimeoutMS", or(named.getServerSelectionTimeout(), SELECTION_MILLIS))
                .put("connectTimeoutMS", or(named.getConnectTimeout(), CONNECT_MILLIS))
                .put("socketTimeoutMS", or(named.getSocketTimeout(), READ_MILLIS))
                .put("maxPoolSize", or(named.getMaxConnectionPoolSize(), MOST_CONNECTIONS));
        return MongoClient.create(vertx, config);
    }

    private static int or(Integer named, int otherwise) {
        return named == null ? otherwise : named;
    }

    private static ConnectionString parsed(String uri) {
        try {
            return new ConnectionString(uri);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a MongoDB connection string", e);
        }
    }
}
