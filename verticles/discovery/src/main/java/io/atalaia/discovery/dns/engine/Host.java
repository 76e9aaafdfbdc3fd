/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One instance of a service as records.
 *
 * @param address A, AAAA, or CNAME when the instance is known by a host's name
 * @param service SRV
 * @param glue the address of the SRV's target; null when that is a name outside
 */
record Host(Resource address, Resource service, Resource glue, Resource text) {

    /** Nothing for what has no place in DNS: services on the bus, and addresses that are neither addresses nor names. */
    static Optional<Host> of(Registration registration, Domain domain) {
        if (registration.kind() == ServiceKind.BUS) {
            return Optional.empty();
        }
        Optional<byte[]> address = Addresses.parse(registration.address());
        return address.isPresent()
                ? Optional.of(at(registration, domain.standingFor(address.get())))
                : target(registration.address()).map(name -> called(registration, name));
    }

    private static Host at(Registration registration, Resource glue) {
        var address = new Resource(null, glue.type(), 0, glue.data());
        return new Host(address, service(registration, glue.owner()), glue, text(registration));
    }

    private static Host called(Registration registration, Name name) {
        var alias = new Resource(null, Type.CNAME, 0, name.wire());
        return new Host(alias, service(registration, name), null, text(registration));
    }

    static Optional<Name> target(String text) {
        try {
            return Optional.of(Name.of(text.endsWith(".") ? text.substring(0, text.length() - 1) : text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Resource service(Registration registration, Name target) {
        return new Resource(null, Type.SRV, 0, Data.service(registration.weight(), registration.port(), target));
    }

    private static Resource text(Registration registration) {
        List<String> strings = new ArrayList<>();
        strings.add("id=" + registration.id());
        registration.tags().forEach(tag -> strings.add("tag=" + tag));
        registration.meta().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .forEach(strings::add);
        return new Resource(null, Type.TXT, 0, Data.strings(strings));
    }
}
