/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.platform.bus.Fault;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the member of a request that a fault of another role blames: rules are told as "port must be 1 to 65535". */
public final class Blame {
    private static final Pattern RULE =
            Pattern.compile("(?:member ')?([a-z][A-Za-z]*(?:\\.[A-Za-z-]+)*)'? (?:must|may|of kind) .*");
    /** Told without their unit, which other doors than REST have no place for. */
    private static final Map<String, String> WITH_UNIT = Map.of(
            "lease", "leaseMs",
            "checks.every", "checks.everyMs",
            "checks.timeout", "checks.timeoutMs");

    private Blame() {}

    /** As REST names it; empty when the fault blames no member. */
    public static Optional<String> of(Fault fault) {
        if (fault.code() != Fault.BAD_REQUEST || fault.getMessage() == null) {
            return Optional.empty();
        }
        Matcher rule = RULE.matcher(fault.getMessage());
        return rule.matches() ? Optional.of(WITH_UNIT.getOrDefault(rule.group(1), rule.group(1))) : Optional.empty();
    }
}
