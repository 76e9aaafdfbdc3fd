/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.gateway.access.TokenDesk;
import io.atalaia.platform.access.AccessToken;
import io.atalaia.platform.access.MachineNote;
import io.atalaia.platform.access.MachineNotes;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** What operators do to machines: name, label, merge, remove, and take their tokens. For one event loop. */
public final class MachineDesk {
    public static final int PRECONDITION = 412;
    /** What was on its way when a machine was removed does not bring it back. */
    private static final long ON_ITS_WAY_MILLIS = 10_000;

    private static final int TRIES = 5;

    private final MachineNotes notes;
    private final TokenDesk tokens;
    private final Fleet fleet;
    private final Clock clock;

    public MachineDesk(MachineNotes notes, TokenDesk tokens, Fleet fleet, Clock clock) {
        this.notes = notes;
        this.tokens = tokens;
        this.fleet = fleet;
        this.clock = clock;
    }

    /**
     * What is to be different; null for what stays.
     *
     * @param name empty for what the agent says
     * @param labels all that operators give the machine
     * @param expected the version that the change is made of; empty for whichever there is
     */
    public record Change(String name, Map<String, String> labels, OptionalLong expected) {}

    /** Fails with 412 when somebody else changed it meanwhile. */
    public Future<Member> change(String machine, Change change, String by) {
        String id = known(machine).id();
        String name = change.name() == null ? null : NoteRules.name(change.name());
        NoteRules.labels(change.labels());
        return changed(
                        id,
                        change.expected(),
                        note -> note.called(
                                name == null ? note.name() : name,
                                change.labels() == null ? note.labels() : change.labels(),
                                clock.millis(),
                                by),
                        TRIES)
                .map(note -> known(id));
    }

    private Member known(String machine) {
        return fleet.find(machine).orElseThrow(() -> new Fault(Fault.NOT_FOUND, "there is no machine " + machine));
    }

    private Future<MachineNote> changed(
            String id, OptionalLong expected, UnaryOperator<MachineNote> change, int tries) {
        return notes.find(id).map(found -> found.orElse(MachineNote.none(id))).compose(before -> {
            if (expected.isPresent() && expected.getAsLong() != before.version()) {
                throw new Fault(
                        PRECONDITION,
                        "somebody changed the machine meanwhile: read it again, and send If-Match with its ETag");
            }
            MachineNote after = change.apply(before);
            return notes.change(before, after).compose(held -> {
                if (held) {
                    fleet.heed(after);
                    return Future.succeededFuture(after);
                }
                return tries > 1
                        ? changed(id, expected, change, tries - 1)
                        : Future.failedFuture(new Fault(Fault.BUSY, "too many change this machine at once"));
            });
        });
    }

    /** Takes the machine out of everybody's sight, and its tokens. With a new sample it is there again; its history stays. */
    public Future<Void> remove(String machine, String by) {
        Member member = known(machine);
        return revoke(member.id()).compose(revoked -> gone(member, "", by)).mapEmpty();
    }

    /**
     * Says that a machine goes on under another id: it is found and its history told there. Its name and labels go along where the
     * other has none.
     *
     * @return the other
     */
    public Future<Member> merge(String machine, String into, String by) {
        Member old = known(machine);
        Member heir = fleet.find(into)
                .orElseThrow(() -> new Fault(Fault.BAD_REQUEST, "member 'into' names no machine: " + into));
        if (old.id().equals(heir.id())) {
            throw new Fault(Fault.BAD_REQUEST, "member 'into' must be another machine");
        }
        MachineNote words = fleet.note(old.id());
        return revoke(old.id())
                .compose(revoked -> changed(
                        heir.id(),
                        OptionalLong.empty(),
                        note -> note.called(
                                note.name().isEmpty() ? words.name() : note.name(),
                                note.labels().isEmpty() ? words.labels() : note.labels(),
                                clock.millis(),
                                by),
                        TRIES))
                .compose(named -> gone(old, heir.id(), by))
                .map(gone -> known(heir.id()));
    }

    private Future<MachineNote> gone(Member member, String heir, String by) {
        long now = clock.millis();
        long newest = Math.max(now, member.headline().time()) + ON_ITS_WAY_MILLIS;
        return changed(member.id(), OptionalLong.empty(), note -> note.gone(newest, heir, now, by), TRIES);
    }

    /** Stops every token of this machine alone, on every node within a second. */
    public Future<Void> revoke(String machine) {
        return tokens().compose(all -> Future.join(all.stream()
                        .filter(token -> token.machine().equals(machine))
                        .map(token -> tokens.revoke(token.id()))
                        .toList()))
                .mapEmpty();
    }

    /** The tokens of machines that work, the newest first. */
    public Future<List<AccessToken>> tokens() {
        return tokens.all().map(all -> all.stream()
                .filter(token -> !token.machine().isEmpty() && token.works(clock.millis()))
                .toList());
    }
}
