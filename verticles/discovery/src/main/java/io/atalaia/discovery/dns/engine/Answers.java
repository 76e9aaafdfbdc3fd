/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Answers a question from a zone. */
public final class Answers {
    /** RFC 8482: "ask for a type"; as short as any answer, so that nobody gains by asking for everything. */
    private static final Resource ASK_FOR_A_TYPE =
            new Resource(null, Type.HINFO, 0, Data.strings(List.of("RFC8482", "")));

    private Answers() {}

    /** @param most records in the answer, so that one question does not cost the shuffling of thousands */
    public static Answer to(Question question, Zone zone, RandomGenerator random, int most) {
        if (!isServed(question)) {
            return Answer.bare(Code.REFUSED);
        }
        var within = zone.domain().within(question.name());
        if (within.isEmpty()) {
            return Answer.bare(Code.REFUSED);
        }
        if (zone.isUnknown()) {
            return Answer.bare(Code.SERVFAIL);
        }
        return zone.find(within.get())
                .map(found -> answer(question.type(), found, zone, random, most))
                .orElseGet(() -> Answer.nothing(Code.NXDOMAIN, zone.authority()));
    }

    /** No transfer of the zone: who may know everything asks the API. */
    private static boolean isServed(Question question) {
        boolean known = question.dnsClass() == Type.CLASS_IN || question.dnsClass() == Type.CLASS_ANY;
        return known && question.type() != Type.AXFR && question.type() != Type.IXFR;
    }

    private static Answer answer(int type, Found found, Zone zone, RandomGenerator random, int most) {
        if (type == Type.ANY) {
            return Answer.of(List.of(ASK_FOR_A_TYPE), List.of());
        }
        List<Resource> records =
                found.pool() == null ? fixed(type, found.fixed()) : found.pool().some(type, random, most);
        return records.isEmpty()
                ? Answer.nothing(Code.NOERROR, zone.authority())
                : Answer.of(records, additional(type, records, found, zone));
    }

    private static List<Resource> fixed(int type, List<Resource> all) {
        boolean address = type == Type.A || type == Type.AAAA;
        List<Resource> chosen = new ArrayList<>();
        for (Resource one : all) {
            if (one.type() == type || (address && one.type() == Type.CNAME)) {
                chosen.add(one);
            }
        }
        return chosen;
    }

    private static List<Resource> additional(int type, List<Resource> records, Found found, Zone zone) {
        return switch (type) {
            case Type.SRV -> found.pool().glueOf(records);
            case Type.NS -> zone.servers();
            default -> List.of();
        };
    }
}
