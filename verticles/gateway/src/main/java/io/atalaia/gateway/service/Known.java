/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.machine.Reason;
import io.atalaia.contracts.machine.State;
import io.atalaia.gateway.engine.Recent;
import java.util.List;

/**
 * What is known of a machine, and from whom.
 *
 * @param source the node of the gateway that judges it, or {@link #STORAGE} when only storage remembers it
 * @param heardNanos when that gateway was last heard of it, on the monotonic clock
 */
record Known(Member member, String source, long heardNanos) {
    static final String STORAGE = "";

    static Known remembered(MachineFacts facts, long lastBlock, long nowNanos) {
        return new Known(
                new Member(facts, silent(facts, lastBlock, lastBlock, List.of()), new Recent()), STORAGE, nowNanos);
    }

    /** The same machine after its gateway fell silent. */
    Known silent() {
        Headline old = member.headline();
        return old.state() == State.OFFLINE || guest(member.facts())
                ? this
                : new Known(
                        new Member(
                                member.facts(),
                                silent(member.facts(), old.time(), old.time(), old.reasons()),
                                member.recent()),
                        source,
                        heardNanos);
    }

    long time() {
        return member.headline().time();
    }

    /** Nobody knows when a guest will send again: it is quiet, not offline. */
    private static boolean guest(MachineFacts facts) {
        return facts.kind().equals(MachineFacts.GUEST);
    }

    private static Headline silent(MachineFacts facts, long time, long since, List<Reason> reasons) {
        return new Headline(
                facts.id(),
                time,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                guest(facts) ? State.NORMAL : State.OFFLINE,
                since,
                reasons);
    }
}
