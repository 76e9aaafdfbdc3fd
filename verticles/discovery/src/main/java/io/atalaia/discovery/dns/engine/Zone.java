/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

import io.atalaia.platform.catalog.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The names of one moment; those of services are registered in lower case. Safe from any thread; made again for each snapshot, which costs next to nothing. */
public final class Zone {
    private final Domain domain;
    private final Snapshot snapshot;
    private final Resource authority;
    private final Map<String, Service> services = new ConcurrentHashMap<>();
    private final Map<String, Resource> nodes = new TreeMap<>();

    public Zone(Domain domain, Snapshot snapshot) {
        this.domain = domain;
        this.snapshot = snapshot;
        authority = domain.authority(snapshot.index());
        snapshot.nodes().forEach((name, address) -> addressOf(address)
                .ifPresent(record -> nodes.put(name.toLowerCase(Locale.ROOT), record)));
    }

    /** Whether it was made of this very snapshot. */
    public boolean isOf(Snapshot other) {
        return snapshot == other;
    }

    /** Whether the registry has not been read yet: then nobody can say that a name does not exist. */
    boolean isUnknown() {
        return snapshot.stale() && snapshot.index() == 0 && snapshot.services().isEmpty();
    }

    private static Optional<Resource> addressOf(String text) {
        return Addresses.parse(text)
                .map(address -> new Resource(null, Domain.typeOf(address), 0, address))
                .or(() -> Host.target(text).map(name -> new Resource(null, Type.CNAME, 0, name.wire())));
    }

    Domain domain() {
        return domain;
    }

    Resource authority() {
        return authority;
    }

    /** The name server's addresses, with its name: every living node answers. */
    List<Resource> servers() {
        return addresses()
                .map(one -> new Resource(domain.serverName(), one.type(), 0, one.data()))
                .toList();
    }

    private Stream<Resource> addresses() {
        return nodes.values().stream().filter(one -> one.type() != Type.CNAME);
    }

    /** @param labels those in front of the domain, in lower case */
    Optional<Found> find(List<String> labels) {
        if (labels.isEmpty()) {
            return Optional.of(Found.records(List.of(authority, domain.server())));
        }
        List<String> rest = labels.subList(0, labels.size() - 1);
        return switch (labels.get(labels.size() - 1)) {
            case "service" -> rest.isEmpty() ? Optional.of(Found.EMPTY) : service(rest);
            case "node" -> rest.isEmpty() ? Optional.of(Found.EMPTY) : node(rest);
            case "addr" -> rest.isEmpty() ? Optional.of(Found.EMPTY) : address(rest);
            case "ns" -> rest.isEmpty() ? Optional.of(Found.records(addresses().toList())) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Found> service(List<String> labels) {
        String last = labels.get(labels.size() - 1);
        boolean underlined = last.startsWith("_");
        return switch (labels.size()) {
            // What stands between a service's protocol or tag and the zone.
            case 1 ->
                underlined
                        ? Optional.of(Found.EMPTY)
                        : named(last).map(Service::everything).map(Found::instances);
            case 2 ->
                (underlined ? standard(labels.get(0), last) : named(last).flatMap(one -> one.tagged(labels.get(0))))
                        .map(Found::instances);
            default -> Optional.empty();
        };
    }

    /** RFC 2782: {@code _name._tcp}, {@code _name._udp}; or with a tag instead, as Consul has it. */
    private Optional<Pool> standard(String name, String selector) {
        if (!name.startsWith("_")) {
            return Optional.empty();
        }
        boolean protocol = selector.equals(Service.TCP) || selector.equals(Service.UDP);
        return named(name.substring(1))
                .flatMap(one -> protocol ? Optional.of(one.protocol(selector)) : one.tagged(selector.substring(1)));
    }

    private Optional<Service> named(String name) {
        Service known = services.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        var instances = snapshot.services().get(name);
        return instances == null
                ? Optional.empty()
                : Optional.of(services.computeIfAbsent(name, any -> new Service(instances, domain)));
    }

    /** A node may be called as its host is, with dots. */
    private Optional<Found> node(List<String> labels) {
        Resource address = nodes.get(String.join(".", labels));
        return Optional.ofNullable(address).map(one -> Found.records(List.of(one)));
    }

    private static Optional<Found> address(List<String> labels) {
        return labels.size() > 1
                ? Optional.empty()
                : Addresses.ofLabel(labels.get(0))
                        .map(bytes -> Found.records(List.of(new Resource(null, Domain.typeOf(bytes), 0, bytes))));
    }
}
