/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The zone's own name and those that follow from it. */
public final class Domain {
    /** How long anything may be remembered that is not there, and who answers for the zone; seconds. */
    private static final int MINIMUM = 1;

    private final String text;
    private final Name apex;
    private final Name server;
    private final Name mailbox;
    private final List<String> labels;

    /** @throws IllegalArgumentException when it is no domain's name */
    public Domain(String text) {
        this.text = text.toLowerCase(Locale.ROOT);
        apex = Name.of(this.text);
        server = Name.of("ns." + this.text);
        mailbox = Name.of("hostmaster." + this.text);
        labels = apex.labels();
    }

    /** The labels in front of the domain; nothing when the name lies outside. */
    Optional<List<String>> within(Name name) {
        List<String> all = name.labels();
        int rest = all.size() - labels.size();
        return rest >= 0 && all.subList(rest, all.size()).equals(labels)
                ? Optional.of(all.subList(0, rest))
                : Optional.empty();
    }

    /** The record of an address at a name of ours that stands for it alone. */
    Resource standingFor(byte[] address) {
        Name owner = Name.of(Addresses.label(address) + ".addr." + text);
        return new Resource(owner, typeOf(address), 0, address);
    }

    static int typeOf(byte[] address) {
        return address.length == 4 ? Type.A : Type.AAAA;
    }

    /** @param serial grows with each change */
    Resource authority(long serial) {
        return new Resource(apex, Type.SOA, MINIMUM, Data.authority(server, mailbox, serial, MINIMUM));
    }

    Resource server() {
        return new Resource(apex, Type.NS, MINIMUM, server.wire());
    }

    Name serverName() {
        return server;
    }
}
