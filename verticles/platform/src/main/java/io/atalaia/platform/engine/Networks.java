/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which addresses may be reached: those in an allowed network, or in any when none is named, and in no denied one. */
public final class Networks {
    private static final Pattern FOUR = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final List<Network> allowed;
    private final List<Network> denied;

    private Networks(List<Network> allowed, List<Network> denied) {
        this.allowed = allowed;
        this.denied = denied;
    }

    /** @throws IllegalArgumentException for what is neither an address nor a network such as 10.0.0.0/8 */
    public static Networks of(List<String> allowed, List<String> denied) {
        return new Networks(
                allowed.stream().map(Network::of).toList(),
                denied.stream().map(Network::of).toList());
    }

    /** @throws IllegalArgumentException as {@link #of} does */
    public static void requireSound(List<String> networks) {
        networks.forEach(text -> {
            var ignored = Network.of(text);
        });
    }

    public boolean allows(InetAddress address) {
        return denied.stream().noneMatch(network -> network.holds(address))
                && (allowed.isEmpty() || allowed.stream().anyMatch(network -> network.holds(address)));
    }

    /** The address that a text is; nothing when it is a name. Never looks a name up. */
    public static Optional<InetAddress> literal(String text) {
        if (!FOUR.matcher(text).matches() && text.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            // Between brackets the JDK takes nothing but an address.
            return Optional.of(InetAddress.getByName(text.indexOf(':') < 0 ? text : "[" + text + "]"));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether it means another machine on each machine: loopback and link-local ones do. */
    public static boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress() || address.isLinkLocalAddress();
    }

    private record Network(byte[] start, int length) {
        static Network of(String text) {
            int slash = text.indexOf('/');
            var address = literal(slash < 0 ? text : text.substring(0, slash))
                    .orElseThrow(() -> new IllegalArgumentException(text + " is no network such as 10.0.0.0/8"));
            int most = address.getAddress().length * 8;
            int length = slash < 0 ? most : parse(text, slash + 1);
            if (length < 0 || length > most) {
                throw new IllegalArgumentException(text + " is no network such as 10.0.0.0/8");
            }
            return new Network(address.getAddress(), length);
        }

        private static int parse(String text, int from) {
            try {
                return Integer.parseInt(text.substring(from));
            } catch (NumberFormatException e) {
                return -1;
            }
        }

        boolean holds(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < length; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((bytes[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
