/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.platform.access.MachineNote;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Lays what operators say of machines over what the machines' agents say. For one event loop. */
final class Naming {
    private final Map<String, MachineNote> notes = new HashMap<>();
    private final Map<String, Named> named = new HashMap<>();

    /** What came of an agent's words: the same words need not be laid over twice. */
    private record Named(MachineFacts said, MachineFacts shown) {}

    void heed(Collection<MachineNote> all) {
        notes.clear();
        all.forEach(this::heed);
    }

    void heed(MachineNote note) {
        notes.put(note.id(), note);
        named.remove(note.id());
    }

    MachineNote of(String machine) {
        return notes.getOrDefault(machine, MachineNote.none(machine));
    }

    Collection<MachineNote> all() {
        return notes.values();
    }

    /**
     * Whether nobody is shown a machine whose newest sample is of this time.
     *
     * @param time epoch milliseconds
     */
    boolean hides(String machine, long time) {
        MachineNote note = notes.get(machine);
        return note != null && note.gone() > 0 && time <= note.gone();
    }

    /** As people see it. */
    Member shown(Member member) {
        MachineNote note = notes.get(member.id());
        if (note == null || note.name().isEmpty() && note.labels().isEmpty()) {
            return member;
        }
        Named before = named.get(member.id());
        if (before == null || before.said() != member.facts()) {
            before = new Named(member.facts(), laid(note, member.facts()));
            named.put(member.id(), before);
        }
        return new Member(before.shown(), member.headline(), member.recent());
    }

    private static MachineFacts laid(MachineNote note, MachineFacts said) {
        var labels = new TreeMap<>(said.labels());
        labels.putAll(note.labels());
        return new MachineFacts(
                said.id(),
                note.name().isEmpty() ? said.name() : note.name(),
                said.addresses(),
                said.os(),
                said.kernel(),
                said.architecture(),
                said.cpuModel(),
                said.cores(),
                said.memoryBytes(),
                said.bootTime(),
                said.agentVersion(),
                said.boot(),
                said.everyMillis(),
                labels,
                said.kind(),
                said.view());
    }
}
