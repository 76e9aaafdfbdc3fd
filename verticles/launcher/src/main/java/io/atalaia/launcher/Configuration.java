/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.atalaia.agent.AgentConfig;
import io.atalaia.discovery.DiscoveryConfig;
import io.atalaia.gateway.GatewayConfig;
import io.atalaia.health.HealthConfig;
import io.atalaia.launcher.database.DatabaseConfig;
import io.atalaia.launcher.reload.LogConfig;
import io.atalaia.launcher.trace.TracingConfig;
import io.atalaia.storage.StorageConfig;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All of {@code conf/atalaia.yaml}. */
public record Configuration(
        List<String> roles,
        NodeConfig node,
        DataConfig data,
        ClusterConfig cluster,
        LogConfig log,
        TracingConfig tracing,
        DatabaseConfig database,
        StorageConfig storage,
        DiscoveryConfig discovery,
        HealthConfig health,
        GatewayConfig gateway,
        AgentConfig agent) {

    public Configuration {
        for (String role : roles) {
            if (Role.named(role).isEmpty()) {
                throw new IllegalArgumentException(
                        "roles: there is no role '" + role + "'; the roles are " + Role.allWords());
            }
        }
        if (!agent.gateways().isEmpty()) {
            throw new IllegalArgumentException(
                    "agent.gateways is for an agent on its own, which `atalaia agent` starts; a hub's agent needs none");
        }
        boolean hasDatabase = roles.contains(Role.DATABASE.word());
        if (!hasDatabase && storage.mongo().uri().isEmpty()) {
            throw new IllegalArgumentException(
                    "storage.mongo.uri has no value; it is needed because this process does not"
                            + " run the role database");
        }
    }

    /** The roles in the order of their start. An external MongoDB takes the place of the embedded database. */
    public Set<Role> rolesInOrder() {
        var all = new LinkedHashSet<Role>();
        for (Role role : Role.values()) {
            boolean replaced = role == Role.DATABASE && !storage.mongo().uri().isEmpty();
            if (roles.contains(role.word()) && !replaced) {
                all.add(role);
            }
        }
        return all;
    }

    /** The same with the certificate that this machine signed for itself. Browsers are not told to insist on it. */
    Configuration withTls(DevCertificate own) {
        return new Configuration(
                roles,
                node,
                data,
                cluster,
                log,
                tracing,
                database,
                storage,
                discovery,
                health,
                gateway.withTls(own.certificate().toString(), own.key().toString(), Duration.ZERO),
                agent);
    }

    public record NodeConfig(String name) {}
}
