/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.discovery;

import java.util.List;
import java.util.Map;

/**
 * One instance of a service, as somebody registered it. It outlives the node that took it: it ends when it is removed, when its
 * own lease is not renewed, or when it has been critical for long.
 *
 * @param id unique among all; a DNS label
 * @param name of the service; a DNS label
 * @param address an IP address or a host's name; of {@link ServiceKind#BUS} an address on the bus
 * @param port 1 to 65535; 0 for {@link ServiceKind#BUS}
 * @param tags DNS labels, each once
 * @param weight its share of the traffic beside the service's other instances, 0 to 1000
 * @param leaseMillis ends unless renewed so often; 0 when it stays until it is removed
 * @param checks none means that it passes as long as it is registered
 * @param maintenance why it takes no traffic now though it may live; null when it does
 * @param node the id of the node that took it, which alone checks targets that only it can reach
 * @param host that node's name, for people
 * @param since when it was first registered, in epoch milliseconds
 */
public record Registration(
        String id,
        String name,
        ServiceKind kind,
        String address,
        int port,
        List<String> tags,
        int weight,
        Map<String, String> meta,
        long leaseMillis,
        List<Check> checks,
        String maintenance,
        String node,
        String host,
        long since) {}
