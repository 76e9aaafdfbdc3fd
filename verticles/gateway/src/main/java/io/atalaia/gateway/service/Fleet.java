/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.gateway.GatewayApi.Headlines;
import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.storage.StorageApi.KnownMachine;
import io.atalaia.contracts.storage.StorageApi.Machines;
import io.atalaia.gateway.engine.Machine;
import io.atalaia.gateway.engine.Recent;
import io.atalaia.platform.access.MachineNote;
import io.atalaia.platform.clock.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Every machine: our own, those that other gateways tell of, and those that only storage remembers. Used on the gateway's
 * event loop alone.
 */
public final class Fleet {
    /** Machines and guests. */
    static final int MOST_MACHINES = 20_000;

    private static final long GATEWAY_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** A machine with a block this young is probably about to greet: it is not called offline just after our start. */
    private static final long FRESH_BLOCK_MILLIS = 180_000;

    /** How often a machine may have gone on under another id. */
    private static final int MOST_LIVES = 8;

    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(6);
    private static final Comparator<Member> BY_NAME = Comparator.<Member, String>comparing(
                    member -> member.facts().name(), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(Member::id);

    private final String node;
    private final Clock clock;
    private final long startNanos;
    private final String epoch;
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, Long> firstSeen = new HashMap<>();
    private final Map<String, KnownMachine> remembered = new HashMap<>();
    private final Naming naming = new Naming();
    private List<String> order = List.of();
    private boolean changed;
    private long version;

    public Fleet(String node, Clock clock) {
        this.node = node;
        this.clock = clock;
        this.startNanos = clock.nanos();
        this.epoch = Long.toString(clock.millis(), Character.MAX_RADIX);
    }

    /** Our own machine, as it is now. */
    void own(Machine machine) {
        put(new Known(new Member(machine.facts(), machine.headline(), machine.recent()), node, clock.nanos()));
    }

    /** What another gateway tells; of two that tell of one machine, the one with the newer sample is believed. */
    void hear(Headlines told) {
        Map<String, Headline> headlines = new HashMap<>();
        told.headlines().forEach(headline -> headlines.put(headline.machine(), headline));
        for (MachineFacts facts : told.machines()) {
            Headline headline = headlines.get(facts.id());
            if (headline != null && believed(told.node(), headline)) {
                Known old = known.get(facts.id());
                Recent recent = old == null || old.source().equals(node)
                        ? new Recent()
                        : old.member().recent();
                recent.add(
                        headline.time(),
                        headline.cpu(),
                        headline.memory(),
                        headline.receive(),
                        headline.transmit(),
                        headline.temperature());
                put(new Known(new Member(facts, headline, recent), told.node(), clock.nanos()));
            }
        }
    }

    private boolean believed(String teller, Headline headline) {
        Known old = known.get(headline.machine());
        return old == null
                || old.source().equals(teller)
                || old.source().equals(Known.STORAGE)
                || !old.source().equals(node) && headline.time() >= old.time();
    }

    /** Our own machine went over to another gateway. */
    void release(String machine) {
        known.computeIfPresent(machine, (id, one) -> new Known(one.member(), Known.STORAGE, clock.nanos()));
    }

    /** What storage remembers; a machine that it forgot and nobody tells of is forgotten here too. */
    public void learn(Machines told) {
        Set<String> ids = new HashSet<>();
        for (KnownMachine machine : told.machines()) {
            ids.add(machine.facts().id());
            remembered.put(machine.facts().id(), machine);
            firstSeen.merge(machine.facts().id(), machine.firstSeen(), Math::min);
            if (!known.containsKey(machine.facts().id()) && !greetsSoon(machine)) {
                put(Known.remembered(machine.facts(), machine.lastBlock(), clock.nanos()));
            }
        }
        changed |= known.values()
                .removeIf(one -> one.source().equals(Known.STORAGE)
                        && !ids.contains(one.member().id()));
        firstSeen.keySet().retainAll(known.keySet());
        remembered.keySet().retainAll(ids);
    }

    private boolean greetsSoon(KnownMachine machine) {
        return clock.nanos() - startNanos < SETTLING_NANOS && clock.millis() - machine.lastBlock() < FRESH_BLOCK_MILLIS;
    }

    private void put(Known news) {
        Known old = known.get(news.member().id());
        if (old == null && known.size() >= MOST_MACHINES) {
            return;
        }
        known.put(news.member().id(), news);
        if (news.time() > 0) {
            firstSeen.merge(news.member().id(), news.time(), Math::min);
        }
        changed |= old == null
                || hidden(old) != hidden(news)
                || !sameColumns(old.member().facts(), news.member().facts());
    }

    private boolean hidden(Known one) {
        return naming.hides(one.member().id(), one.time());
    }

    private static boolean sameColumns(MachineFacts one, MachineFacts other) {
        return one == other
                || one.name().equals(other.name())
                        && one.os().equals(other.os())
                        && one.addresses().equals(other.addresses())
                        && one.labels().equals(other.labels())
                        && one.cores() == other.cores()
                        && one.memoryBytes() == other.memoryBytes()
                        && one.everyMillis() == other.everyMillis();
    }

    /** Marks the machines whose gateway fell silent. */
    void watch() {
        long now = clock.nanos();
        known.replaceAll((id, one) ->
                !one.source().equals(node) && now - one.heardNanos() > GATEWAY_SILENCE_NANOS ? one.silent() : one);
    }

    /** Who judges the machine: the node of its gateway. */
    Optional<String> gatewayOf(String machine) {
        return Optional.ofNullable(known.get(machine)).map(Known::source).filter(from -> !from.equals(Known.STORAGE));
    }

    /** As people see it; the id of a machine that went on under another one finds that. */
    public Optional<Member> find(String machine) {
        return Optional.ofNullable(known.get(heir(machine)))
                .filter(one -> !hidden(one))
                .map(Known::member)
                .map(naming::shown);
    }

    /** The same machine whatever operators say of it. */
    Optional<Member> told(String machine) {
        return Optional.ofNullable(known.get(machine)).map(Known::member);
    }

    /** What its agent says of a machine. */
    public MachineFacts said(Member member) {
        return told(member.id()).map(Member::facts).orElse(member.facts());
    }

    /** Whether operators took the machine out of everybody's sight. */
    public boolean isGone(String machine) {
        Known one = known.get(machine);
        return naming.hides(machine, one == null ? 0 : one.time());
    }

    /** The id under which a machine is found: its own, unless it went on under another. */
    public String heir(String machine) {
        String id = machine;
        for (int hops = 0; hops < MOST_LIVES; hops++) {
            MachineNote note = naming.of(id);
            if (note.into().isEmpty() || !isGone(id)) {
                break;
            }
            id = note.into();
        }
        return id;
    }

    /** Every id that goes on under another, with that one. */
    Map<String, String> heirs() {
        Map<String, String> heirs = new HashMap<>();
        for (MachineNote note : naming.all()) {
            String heir = note.into().isEmpty() ? note.id() : heir(note.id());
            if (!heir.equals(note.id())) {
                heirs.put(note.id(), heir);
            }
        }
        return heirs;
    }

    /** The ids under which this machine was known before, the oldest first. */
    public List<String> forerunners(String machine) {
        return naming.all().stream()
                .filter(note -> !note.into().isEmpty() && !note.id().equals(machine))
                .map(MachineNote::id)
                .filter(id -> heir(id).equals(machine))
                .sorted(Comparator.comparing((String id) -> firstSeen.getOrDefault(id, 0L))
                        .thenComparing(id -> id))
                .toList();
    }

    /** What operators say of the machine. */
    public MachineNote note(String machine) {
        return naming.of(machine);
    }

    /** Everything that operators say of machines. */
    void heed(Collection<MachineNote> notes) {
        naming.heed(notes);
        changed = true;
    }

    /** What an operator says of one from now on. */
    void heed(MachineNote note) {
        naming.heed(note);
        changed = true;
    }

    /** What storage said of the machine last. */
    Optional<KnownMachine> remembered(String machine) {
        return Optional.ofNullable(remembered.get(machine));
    }

    /** When the history of the machine begins, in epoch milliseconds, as far as this gateway knows. */
    public Optional<Long> firstSeen(String machine) {
        return Stream.concat(Stream.of(machine), forerunners(machine).stream())
                .map(firstSeen::get)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    /** The same of what was sampled under this id alone. */
    Optional<Long> firstSeenUnder(String id) {
        return Optional.ofNullable(firstSeen.get(id));
    }

    /** All machines in the order of the columns, by name. */
    public List<Member> members() {
        arrange();
        return order.stream().map(id -> naming.shown(known.get(id).member())).toList();
    }

    /** Changes whenever the order or what the columns refer to changes; never repeats, not even after a restart. */
    public String version() {
        arrange();
        return epoch + "-" + version;
    }

    private void arrange() {
        if (changed) {
            order = known.values().stream()
                    .filter(one -> !hidden(one))
                    .map(Known::member)
                    .map(naming::shown)
                    .sorted(BY_NAME)
                    .map(Member::id)
                    .toList();
            version++;
            changed = false;
        }
    }
}
