/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.engine;

import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.discovery.dns.engine.Addresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a registration must be, and what it is where its owner left something out. */
public final class RegistrationRules {
    static final int MOST_TAGS = 16;
    static final int MOST_META = 32;
    static final int LONGEST_KEY = 64;
    static final int LONGEST_VALUE = 256;
    static final int MOST_WEIGHT = 1000;
    static final int MOST_PORT = 65_535;
    static final long SHORTEST_LEASE = 3_000;
    static final long LONGEST_LEASE = 24 * 60 * 60_000L;
    private static final int LONGEST_NAME = 253;
    private static final String LABEL_RULE = "must be 1 to 63 of a-z, 0-9 and -, not beginning or ending with -";
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern HOST = Pattern.compile(
            "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    private static final Pattern BUS = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private RegistrationRules() {}

    /**
     * The registration with everything filled in that was left out.
     *
     * @param given null, and 0 where 0 means nothing, stand for what was left out
     * @throws BrokenRule for the first rule that it breaks
     */
    public static Registration complete(Registration given) {
        label("name", given.name());
        if (given.kind() == null) {
            throw new BrokenRule("kind", "must be http, https, tcp, udp, grpc or bus");
        }
        address(given.kind(), given.address());
        port(given.kind(), given.port());
        String id = given.id() == null || given.id().isEmpty() ? madeOf(given) : given.id();
        label("id", id);
        List<String> tags = tags(given.tags());
        Map<String, String> meta = meta(given.meta());
        weight(given.weight());
        lease(given.leaseMillis());
        return new Registration(
                id,
                given.name(),
                given.kind(),
                given.address(),
                given.port(),
                tags,
                given.weight(),
                meta,
                given.leaseMillis(),
                CheckRules.complete(given.checks(), given.kind()),
                null,
                given.node(),
                given.host(),
                given.since());
    }

    /** The same instance always gets the same id: who registers twice changes nothing. */
    private static String madeOf(Registration given) {
        String instance = given.name() + "/" + given.kind().word() + "/" + given.address() + "/" + given.port();
        String hash = UUID.nameUUIDFromBytes(instance.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
        return given.name().substring(0, Math.min(given.name().length(), 54)) + "-" + hash;
    }

    static void label(String field, String value) {
        if (value == null || !LABEL.matcher(value).matches()) {
            throw new BrokenRule(field, LABEL_RULE);
        }
    }

    private static void address(ServiceKind kind, String address) {
        if (kind == ServiceKind.BUS) {
            if (address == null || !BUS.matcher(address).matches()) {
                throw new BrokenRule("address", "of kind bus must be 1 to 200 printable ASCII signs without spaces");
            }
            return;
        }
        var bytes = address == null ? Optional.<byte[]>empty() : Addresses.parse(address);
        if (bytes.isPresent()) {
            reachable(bytes.get());
        } else if (address == null
                || address.length() > LONGEST_NAME
                || !HOST.matcher(address).matches()
                || address.matches("[0-9.]+")) {
            throw new BrokenRule("address", "must be an IP address or a host's name");
        }
    }

    /** Nobody can be at such an address, and a check sent there would reach everybody or the checking node itself. */
    private static void reachable(byte[] bytes) {
        try {
            var address = InetAddress.getByAddress(bytes);
            boolean broadcast =
                    bytes.length == 4 && bytes[0] == -1 && bytes[1] == -1 && bytes[2] == -1 && bytes[3] == -1;
            if (address.isAnyLocalAddress() || address.isMulticastAddress() || broadcast) {
                throw new BrokenRule("address", "must be the address of one machine");
            }
        } catch (UnknownHostException e) {
            throw new BrokenRule("address", "must be an IP address or a host's name");
        }
    }

    private static void port(ServiceKind kind, int port) {
        if (kind == ServiceKind.BUS && port != 0) {
            throw new BrokenRule("port", "of kind bus must be left out");
        }
        if (kind != ServiceKind.BUS && (port < 1 || port > MOST_PORT)) {
            throw new BrokenRule("port", "must be 1 to " + MOST_PORT);
        }
    }

    private static List<String> tags(List<String> tags) {
        if (tags == null) {
            return List.of();
        }
        if (tags.size() > MOST_TAGS || new HashSet<>(tags).size() != tags.size()) {
            throw new BrokenRule("tags", "must be at most " + MOST_TAGS + ", each once");
        }
        tags.forEach(tag -> label("tags", tag));
        return List.copyOf(tags);
    }

    private static Map<String, String> meta(Map<String, String> meta) {
        if (meta == null) {
            return Map.of();
        }
        if (meta.size() > MOST_META) {
            throw new BrokenRule("meta", "must be at most " + MOST_META + " pairs");
        }
        meta.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > LONGEST_KEY || isControlled(key)) {
                throw new BrokenRule(
                        "meta", "must have keys of 1 to " + LONGEST_KEY + " signs, none of them a control sign");
            }
            if (value == null || value.length() > LONGEST_VALUE || isControlled(value)) {
                throw new BrokenRule(
                        "meta." + key, "must be at most " + LONGEST_VALUE + " signs, none of them a control sign");
            }
        });
        return Map.copyOf(meta);
    }

    static boolean isControlled(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private static void weight(int weight) {
        if (weight < 0 || weight > MOST_WEIGHT) {
            throw new BrokenRule("weight", "must be 0 to " + MOST_WEIGHT);
        }
    }

    private static void lease(long millis) {
        if (millis != 0 && (millis < SHORTEST_LEASE || millis > LONGEST_LEASE)) {
            throw new BrokenRule("lease", "must be 3 s to 24 h, or left out");
        }
    }
}
