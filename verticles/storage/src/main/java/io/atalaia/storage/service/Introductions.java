/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.StorageApi.AskMachines;
import io.atalaia.contracts.storage.StorageApi.AskSeries;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.contracts.storage.StorageApi.MachineSeries;
import io.atalaia.contracts.storage.StorageApi.Machines;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.storage.engine.Machine;
import io.vertx.core.Future;
import java.util.List;

/** Who the machines are, and what they sample. */
public final class Introductions {
    private final SampleStore store;
    private final Schemas schemas;
    private final Intake intake;
    private final Marks marks;
    private final Clock clock;

    public Introductions(SampleStore store, Schemas schemas, Intake intake, Marks marks, Clock clock) {
        this.store = store;
        this.schemas = schemas;
        this.intake = intake;
        this.marks = marks;
        this.clock = clock;
    }

    public Future<Done> introduce(Introduction introduction) {
        MachineFacts facts = introduction.facts();
        Schema schema = introduction.schema();
        if (facts == null || schema == null || facts.id() == null || !facts.id().matches("[0-9A-Za-z-]{1,64}")) {
            return refused("an introduction has a machine with a valid id, and a schema");
        }
        if (facts.everyMillis() < 1) {
            return refused("everyMillis has to be at least 1");
        }
        if (schema.series().isEmpty() || schema.series().size() > Schema.MOST_SERIES) {
            return refused("a schema has 1 to " + Schema.MOST_SERIES + " series");
        }
        if (!Schema.of(schema.series()).hash().equals(schema.hash())) {
            return refused("the schema's hash is not that of its series");
        }
        return store.introduce(facts, schema, clock.millis()).map(Done.DONE);
    }

    private static Future<Done> refused(String why) {
        return Future.failedFuture(new Fault(Fault.BAD_REQUEST, why));
    }

    public Future<Machines> machines(AskMachines question) {
        return store.machines()
                .map(machines -> new Machines(machines.stream()
                        .map(machine -> marks.known(machine, lastBlock(machine)))
                        .toList()));
    }

    private long lastBlock(Machine machine) {
        return Math.max(machine.lastBlock(), intake.lastBlock(machine.facts().id()));
    }

    public Future<MachineSeries> series(AskSeries question) {
        return store.machine(question.machine() == null ? "" : question.machine())
                .map(machine ->
                        machine.orElseThrow(() -> new Fault(Fault.NOT_FOUND, "unknown machine " + question.machine())))
                .compose(machine -> schemas.all(newest(machine)))
                .map(found -> new MachineSeries(found.values().stream()
                        .flatMap(schema -> schema.schema().series().stream())
                        .toList()));
    }

    private static List<String> newest(Machine machine) {
        var uses = machine.uses();
        return uses.isEmpty() ? List.of() : List.of(uses.get(uses.size() - 1).schema());
    }
}
