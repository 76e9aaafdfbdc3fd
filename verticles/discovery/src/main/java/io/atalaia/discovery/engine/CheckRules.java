/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.engine;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.discovery.ServiceKind;
import java.util.List;

/** What a check must be, and what it is where its owner left something out. */
final class CheckRules {
    static final int MOST = 8;
    private static final int LONGEST_TARGET = 512;
    private static final long EVERY = 2_000;
    private static final long SHORTEST = 500;
    private static final long LONGEST = 10 * 60_000;
    private static final long LONGEST_TTL = 24 * 60 * 60_000L;
    private static final long LONGEST_TIMEOUT = 2_000;

    private CheckRules() {}

    static List<Check> complete(List<Check> checks, ServiceKind kind) {
        if (checks == null) {
            return List.of();
        }
        if (checks.size() > MOST) {
            throw new BrokenRule("checks", "must be at most " + MOST);
        }
        return checks.stream().map(check -> complete(check, kind)).toList();
    }

    private static Check complete(Check check, ServiceKind kind) {
        if (check.kind() == null) {
            throw new BrokenRule("checks.kind", "must be http, https, tcp, udp, grpc, bus or ttl");
        }
        boolean overBus = check.kind() == Check.Kind.BUS;
        if (check.kind() != Check.Kind.TTL && overBus != (kind == ServiceKind.BUS)) {
            throw new BrokenRule(
                    "checks.kind", "must be bus or ttl for a service on the bus, and for no other may it be bus");
        }
        long every = check.everyMillis() == 0 ? EVERY : check.everyMillis();
        long most = check.kind() == Check.Kind.TTL ? LONGEST_TTL : LONGEST;
        if (every < SHORTEST || every > most) {
            throw new BrokenRule("checks.every", "must be " + SHORTEST + " ms to " + most / 60_000 + " min");
        }
        long longest = Math.min(every / 2, LONGEST_TIMEOUT);
        long timeout = check.timeoutMillis() == 0 ? longest : check.timeoutMillis();
        if (timeout < 1 || timeout > longest) {
            throw new BrokenRule(
                    "checks.timeout", "must be at most half of checks.every and " + LONGEST_TIMEOUT + " ms");
        }
        return new Check(check.kind(), target(check), every, timeout);
    }

    private static String target(Check check) {
        boolean path = check.kind() == Check.Kind.HTTP || check.kind() == Check.Kind.HTTPS;
        boolean text = check.kind() == Check.Kind.GRPC || check.kind() == Check.Kind.UDP;
        String target = check.target() == null || check.target().isEmpty() ? path ? "/" : "" : check.target();
        if (!target.isEmpty() && !path && !text) {
            throw new BrokenRule(
                    "checks.target", "must be left out for " + check.kind().word());
        }
        if (target.length() > LONGEST_TARGET || RegistrationRules.isControlled(target)) {
            throw new BrokenRule(
                    "checks.target", "must be at most " + LONGEST_TARGET + " signs, none of them a control sign");
        }
        if (path && (!target.startsWith("/") || target.chars().anyMatch(sign -> sign <= ' ' || sign > '~'))) {
            throw new BrokenRule("checks.target", "must be a path that begins with / and has no spaces");
        }
        return target;
    }
}
