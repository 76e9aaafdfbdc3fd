/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database.backup;

import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ReadPreference;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterType;
import com.mongodb.connection.ServerDescription;
import com.mongodb.reactivestreams.client.MongoClient;
import org.bson.Document;

/**
 * How a MongoDB looks from this machine.
 *
 * @param why it cannot be used; empty when it can
 * @param set whether it is a replica set, or a sharded cluster of them
 * @param members that it has
 * @param reached of them from here
 * @param primary whether one of them takes writes
 */
public record MongoLook(String why, boolean set, int members, int reached, boolean primary) {
    private static final int LOOKS = 20;

    /** @param pause between two looks, while the driver finds the members */
    public static MongoLook at(String uri, Runnable pause) {
        try (var client = Store.client(uri)) {
            Waiting.all(client.getDatabase("admin").runCommand(new Document("ping", 1), ReadPreference.nearest()));
            for (int look = 0; look < LOOKS && connecting(client.getClusterDescription()); look++) {
                pause.run();
            }
            return of(client);
        } catch (BackupException e) {
            return failed(words(e.getCause()));
        } catch (MongoException | IllegalArgumentException e) {
            return failed(words(e));
        }
    }

    private static String words(Throwable cause) {
        if (cause instanceof MongoSecurityException) {
            return "it refuses the user or the password";
        }
        return cause instanceof MongoTimeoutException ? "no server answers" : String.valueOf(cause.getMessage());
    }

    private static boolean connecting(ClusterDescription cluster) {
        return cluster.getServerDescriptions().stream()
                .anyMatch(server -> !server.isOk() && server.getException() == null);
    }

    private static MongoLook of(MongoClient client) {
        var cluster = client.getClusterDescription();
        var servers = cluster.getServerDescriptions();
        boolean sharded = cluster.getType() == ClusterType.SHARDED;
        return new MongoLook(
                "",
                sharded || cluster.getType() == ClusterType.REPLICA_SET,
                servers.size(),
                (int) servers.stream().filter(ServerDescription::isOk).count(),
                sharded || servers.stream().anyMatch(ServerDescription::isPrimary));
    }

    private static MongoLook failed(String why) {
        return new MongoLook(why, false, 0, 0, false);
    }
}
