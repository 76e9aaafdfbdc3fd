/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The instances among which an answer chooses, sorted by what may be asked. Each record stands there once (RFC 2181, 5). */
final class Pool {
    private static final Resource[] NONE = {};

    private final Resource[] four;
    private final Resource[] six;
    private final Resource[] aliases;
    private final Resource[] texts;
    private final Resource[] services;
    /** The address that belongs to each service's target; one for all services at that address. */
    private final Map<Resource, Resource> glue = new IdentityHashMap<>();

    Pool(List<Host> hosts) {
        four = once(hosts.stream().map(Host::address), Type.A);
        six = once(hosts.stream().map(Host::address), Type.AAAA);
        aliases = once(hosts.stream().map(Host::address), Type.CNAME);
        texts = once(hosts.stream().map(Host::text), Type.TXT);
        services = once(hosts.stream().map(Host::service), Type.SRV);
        Map<ByteBuffer, Resource> known = new HashMap<>();
        hosts.stream().filter(host -> host.glue() != null).forEach(host -> {
            var address = ByteBuffer.wrap(host.glue().data());
            glue.put(host.service(), known.computeIfAbsent(address, any -> host.glue()));
        });
    }

    private static Resource[] once(Stream<Resource> all, int type) {
        Map<ByteBuffer, Resource> known = new LinkedHashMap<>();
        all.filter(one -> one.type() == type).forEach(one -> known.putIfAbsent(ByteBuffer.wrap(one.data()), one));
        return known.values().toArray(Resource[]::new);
    }

    /** At most so many records of a type, each set of them as likely as any other. */
    List<Resource> some(int type, RandomGenerator random, int most) {
        Resource[] all = of(type);
        if (all.length == 0 && isAddress(type) && four.length + six.length == 0) {
            // A name has one alias at most.
            return shuffled(aliases, random, 1);
        }
        return shuffled(all, random, type == Type.CNAME ? 1 : most);
    }

    private static boolean isAddress(int type) {
        return type == Type.A || type == Type.AAAA;
    }

    private Resource[] of(int type) {
        return switch (type) {
            case Type.A -> four;
            case Type.AAAA -> six;
            case Type.SRV -> services;
            case Type.TXT -> texts;
            // Beside an address there is no alias.
            case Type.CNAME -> four.length + six.length == 0 ? aliases : NONE;
            default -> NONE;
        };
    }

    /** The addresses of the targets of some services. */
    List<Resource> glueOf(List<Resource> chosen) {
        return chosen.stream()
                .map(glue::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The first steps of a Fisher-Yates shuffle. */
    private static List<Resource> shuffled(Resource[] all, RandomGenerator random, int most) {
        Resource[] copy = all.clone();
        int count = Math.min(most, copy.length);
        for (int i = 0; i < count && i < copy.length - 1; i++) {
            int other = i + random.nextInt(copy.length - i);
            Resource taken = copy[other];
            copy[other] = copy[i];
            copy[i] = taken;
        }
        return Arrays.asList(copy).subList(0, count);
    }
}
