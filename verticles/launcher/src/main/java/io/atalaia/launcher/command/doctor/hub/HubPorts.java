/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor.hub;

import io.atalaia.launcher.Configuration;
import io.atalaia.launcher.Role;
import java.util.ArrayList;
import java.util.List;

/** The ports that a hub opens, but for those that any free one serves. */
final class HubPorts {
    private static final String LOOPBACK = "127.0.0.1";

    private final Configuration config;
    private final List<PortCheck> all = new ArrayList<>();

    HubPorts(Configuration config) {
        this.config = config;
    }

    List<PortCheck> all() {
        if (config.roles().contains(Role.GATEWAY.word())) {
            var gateway = config.gateway();
            add("gateway.port", gateway.host(), gateway.port(), "tcp");
            add(
                    "gateway.ingest.lines.port",
                    gateway.host(),
                    gateway.ingest().lines().port(),
                    "tcp");
        }
        if (config.roles().contains(Role.DISCOVERY.word())) {
            var discovery = config.discovery();
            add("discovery.dns.port", discovery.dns().host(), discovery.dns().port(), "tcp");
            add("discovery.dns.port", discovery.dns().host(), discovery.dns().port(), "udp");
            add("discovery.text.port", discovery.text().host(), discovery.text().port(), "udp");
        }
        if (config.rolesInOrder().contains(Role.DATABASE)) {
            add("database.port", LOOPBACK, config.database().port(), "tcp");
        }
        return all;
    }

    private void add(String key, String host, int port, String protocol) {
        if (port > 0) {
            all.add(new PortCheck(key, host, port, protocol));
        }
    }
}
