/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.platform.catalog.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A registered name; its records are made when they are first asked for. */
final class Service {
    static final String TCP = "_tcp";
    static final String UDP = "_udp";

    private final List<Standing> all;
    private final Domain domain;
    /** By tag, by {@link #TCP} and {@link #UDP}, and for all of them by the empty word: as many as there are tags. */
    private final Map<String, Pool> pools = new ConcurrentHashMap<>();

    Service(List<Standing> all, Domain domain) {
        this.all = all;
        this.domain = domain;
    }

    Pool everything() {
        return pools.computeIfAbsent("", word -> poolOf(standing -> true));
    }

    /** By the protocol below: kinds other than UDP speak TCP. */
    Pool protocol(String word) {
        boolean udp = word.equals(UDP);
        return pools.computeIfAbsent(
                word, any -> poolOf(standing -> (standing.registration().kind() == ServiceKind.UDP) == udp));
    }

    /** Nothing when no instance has that tag, whether it passes or not. */
    Optional<Pool> tagged(String tag) {
        Pool known = pools.get(tag);
        if (known != null) {
            return Optional.of(known);
        }
        boolean exists = all.stream().anyMatch(standing -> has(standing, tag));
        return exists
                ? Optional.of(pools.computeIfAbsent(tag, any -> poolOf(standing -> has(standing, tag))))
                : Optional.empty();
    }

    private static boolean has(Standing standing, String tag) {
        return standing.registration().tags().stream().anyMatch(tag::equalsIgnoreCase);
    }

    private Pool poolOf(Predicate<Standing> wanted) {
        return new Pool(all.stream()
                .filter(Standing::isServing)
                .filter(wanted)
                .flatMap(standing -> Host.of(standing.registration(), domain).stream())
                .toList());
    }
}
