/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.gateway.GatewayApi.Headlines;
import io.atalaia.contracts.gateway.GatewayApi.Hello;
import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.machine.State;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.StorageApi.KnownMachine;
import io.atalaia.gateway.engine.Machine;
import io.atalaia.gateway.engine.Rules;
import io.atalaia.gateway.view.Doubts;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machines whose agents chose this gateway. Used on the gateway's event loop alone. */
public final class LiveService {
    private static final Logger LOG = LoggerFactory.getLogger(LiveService.class);
    /** Of a machine's id, in signs. */
    public static final int LONGEST_ID = 64;

    private final String node;
    private final Rules rules;
    private final Fleet fleet;
    private final Clock clock;
    private final Counter received;
    private final Chronicles chronicles;
    private final TreeMap<String, Machine> machines = new TreeMap<>();

    /** @param chronicles what is told of our own machines */
    public LiveService(
            String node, Rules rules, Fleet fleet, Chronicles chronicles, Clock clock, MeterRegistry meters) {
        this.node = node;
        this.rules = rules;
        this.fleet = fleet;
        this.chronicles = chronicles;
        this.clock = clock;
        this.received = Counter.builder("atalaia_live_samples")
                .description("Live samples that agents sent and that were news")
                .register(meters);
        for (State state : State.values()) {
            Gauge.builder("atalaia_machines", fleet, all -> count(all, state))
                    .description("Machines of the fleet by state")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    private static double count(Fleet fleet, State state) {
        return fleet.members().stream()
                .filter(member -> member.headline().state() == state)
                .count();
    }

    /** An agent introduces itself. */
    public Future<Done> greet(Hello hello) {
        check(hello);
        Machine machine = machines.get(hello.facts().id());
        if (machine == null) {
            machine = welcome(hello.facts());
        }
        machine.greet(hello.facts(), hello.schema(), clock.nanos());
        fleet.own(machine);
        return Future.succeededFuture(Done.DONE);
    }

    private static void check(Hello hello) {
        MachineFacts facts = hello.facts();
        if (facts == null || hello.schema() == null || hello.schema().hash() == null) {
            throw new Fault(Fault.BAD_REQUEST, "a greeting needs the machine's facts and its schema");
        }
        if (facts.id() == null || facts.id().isBlank() || facts.id().length() > LONGEST_ID || facts.name() == null) {
            throw new Fault(Fault.BAD_REQUEST, "a machine needs a name, and an id of 1 to " + LONGEST_ID + " signs");
        }
        if (facts.everyMillis() <= 0) {
            throw new Fault(Fault.BAD_REQUEST, "everyMillis must be positive");
        }
        if (hello.schema().series().size() > Schema.MOST_SERIES) {
            throw new Fault(Fault.BAD_REQUEST, "a schema has at most " + Schema.MOST_SERIES + " series");
        }
    }

    private Machine welcome(MachineFacts facts) {
        makeRoom();
        var machine = new Machine(facts, rules, clock.nanos());
        chronicles.begin(facts.id(), fleet.told(facts.id()).map(member -> member.headline()
                .state()));
        fleet.gatewayOf(facts.id())
                .filter(judge -> !judge.equals(node))
                .flatMap(judge -> fleet.told(facts.id()))
                .ifPresent(member -> machine.adopt(member.headline()));
        machines.put(facts.id(), machine);
        (facts.kind().equals(MachineFacts.GUEST) ? LOG.atDebug() : LOG.atInfo())
                .addKeyValue("machine", facts.id())
                .addKeyValue("name", facts.name())
                .log("machine greeted");
        return machine;
    }

    private void makeRoom() {
        if (machines.size() >= Fleet.MOST_MACHINES
                && !machines.values()
                        .remove(machines.values().stream()
                                .filter(Machine::offline)
                                .findFirst()
                                .orElse(null))) {
            throw new Fault(
                    Fault.UNAVAILABLE,
                    "this gateway already has " + Fleet.MOST_MACHINES + " machines; start another gateway");
        }
    }

    /** Live samples of one machine. */
    public Future<Done> take(Samples samples) {
        List<Sample> all = samples.samples();
        if (!all.isEmpty()) {
            Machine machine = known(all);
            received.increment(machine.take(all, clock.nanos()));
            chronicles.heard(machine.facts().id(), all);
            fleet.own(machine);
        }
        return Future.succeededFuture(Done.DONE);
    }

    private Machine known(List<Sample> samples) {
        String id = samples.get(0).machine();
        Machine machine = machines.get(id);
        if (machine == null) {
            throw new Fault(Fault.CONFLICT, "machine " + id + " is not known to this gateway; greet first");
        }
        for (Sample sample : samples) {
            if (!id.equals(sample.machine())) {
                throw new Fault(Fault.BAD_REQUEST, "the samples of a message must be of one machine");
            }
            if (!machine.knows(sample.schema())) {
                throw new Fault(
                        Fault.CONFLICT, "schema " + sample.schema() + " is not known to this gateway; greet first");
            }
        }
        return machine;
    }

    /** Greets in a guest's name; false when there is no room for it here. */
    boolean show(Hello hello) {
        return possible(() -> greet(hello));
    }

    /** Takes samples of a guest that is shown; false when it is not any more. */
    boolean show(Samples samples) {
        return possible(() -> take(samples));
    }

    private static boolean possible(Supplier<Future<Done>> action) {
        try {
            return action.get().succeeded();
        } catch (Fault notNow) {
            return false;
        }
    }

    /** A guest has been quiet for long: it is known, but no more than that. */
    void forget(String machine) {
        if (machines.remove(machine) != null) {
            fleet.release(machine);
        }
    }

    /** What another gateway tells of its machines; a machine of ours that went over to it is ours no more. */
    public void hear(Headlines told) {
        if (told.node().equals(node)) {
            return;
        }
        for (Headline headline : told.headlines()) {
            Machine own = machines.get(headline.machine());
            if (own != null && wentOver(own, headline)) {
                machines.remove(headline.machine());
                fleet.release(headline.machine());
            }
        }
        fleet.hear(told);
    }

    private static boolean wentOver(Machine own, Headline headline) {
        long ahead = headline.time() - own.lastSample();
        return headline.state() != State.OFFLINE
                && ahead > (own.offline() ? 0 : 2 * own.facts().everyMillis());
    }

    /** Finds out who fell silent, here and at other gateways, and gives what all gateways shall know. */
    public Headlines survey() {
        long now = clock.nanos();
        machines.values().forEach(machine -> machine.watch(now));
        machines.values().forEach(fleet::own);
        machines.values().forEach(chronicles::look);
        chronicles.keepOnly(machines.keySet());
        fleet.watch();
        return new Headlines(
                node,
                machines.values().stream().map(Machine::facts).toList(),
                machines.values().stream().map(Machine::headline).toList());
    }

    /** What is to be known before a machine's figures are believed; of our own machines as they are at this moment. */
    public Doubts doubts(String machine) {
        Optional<KnownMachine> stored = fleet.remembered(machine);
        long told = stored.map(KnownMachine::clockOffset).orElse(0L);
        return new Doubts(
                chronicles.offset(machine).orElse(told == 0 ? null : told),
                chronicles.conflict(machine)
                        || stored.map(KnownMachine::conflict).orElse(false),
                stored.map(KnownMachine::quarantined).orElse(0));
    }

    /** The machine, if it is our own. */
    public Optional<Machine> own(String machine) {
        return Optional.ofNullable(machines.get(machine));
    }

    /** The ids of our own machines, in order. */
    NavigableSet<String> ids() {
        return machines.navigableKeySet();
    }
}
