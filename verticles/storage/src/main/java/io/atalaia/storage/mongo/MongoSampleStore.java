/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.mongo;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;
import io.atalaia.storage.engine.Kept;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.MinuteBlocks;
import io.atalaia.storage.engine.Tier;
import io.atalaia.storage.service.SampleStore;
import io.atalaia.storage.service.Written;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Samples in MongoDB: nothing is asked of it that the embedded server does not do as well. */
public final class MongoSampleStore implements SampleStore {
    private final MongoClient mongo;
    private final BlockDocuments blocks;
    private final Shelves tiers;
    private final MachineDocuments machines;
    private final Documents schemas;
    private final Written written;
    private final FleetDocument fleet;

    public MongoSampleStore(MongoClient mongo) {
        this(mongo, new Written());
    }

    /** @param written counts what is written */
    public MongoSampleStore(MongoClient mongo, Written written) {
        this.mongo = mongo;
        this.written = written;
        this.blocks = new BlockDocuments(new Documents(mongo, BlockDocuments.COLLECTION));
        this.tiers = new Shelves(mongo);
        this.machines = new MachineDocuments(new Documents(mongo, MachineDocuments.COLLECTION));
        this.schemas = new Documents(mongo, "schemas");
        this.fleet = new FleetDocument(new Documents(mongo, FleetDocument.COLLECTION));
    }

    @Override
    public Future<Void> prepare() {
        return guard(BlockDocuments.COLLECTION, "n")
                .compose(done -> guard(Shelves.TIERS, TierDocuments.FENCE))
                .compose(done -> guard(Shelves.PROCESSES, TierDocuments.FENCE))
                .compose(done -> guard(Shelves.FLEET, TierDocuments.FENCE))
                .compose(done -> guard(FleetDocument.COLLECTION, "v"))
                .compose(done -> guard(MachineDocuments.COLLECTION, "v"));
    }

    /** Ids are unique by themselves; the index only serves questions for an id in one state. */
    private Future<Void> guard(String collection, String state) {
        var keys = new JsonObject().put("_id", 1).put(state, 1);
        return mongo.createIndexWithOptions(
                        collection, keys, new IndexOptions().name("id_" + state).unique(true))
                .recover(Documents::trouble);
    }

    @Override
    public Future<Void> ping() {
        return mongo.runCommand("ping", new JsonObject().put("ping", 1))
                .recover(Documents::<JsonObject>trouble)
                .mapEmpty();
    }

    @Override
    public Future<Void> introduce(MachineFacts facts, Schema schema, long now) {
        var update = new JsonObject().put("$setOnInsert", new JsonObject().put("series", MachineForm.series(schema)));
        return schemas.write(List.of(Documents.upsert(Documents.id(schema.hash()), update)))
                .compose(done -> machines.introduce(facts, schema, now));
    }

    @Override
    public Future<Optional<Machine>> machine(String id) {
        return machines.machine(id);
    }

    @Override
    public Future<List<Machine>> machines() {
        return machines.machines();
    }

    @Override
    public Future<List<Schema>> schemas(Collection<String> hashes) {
        return schemas.byIds(hashes, new JsonObject())
                .map(found -> found.stream().map(MachineForm::schema).toList());
    }

    @Override
    public Future<Integer> put(List<Block> some, long received) {
        return blocks.put(some, received);
    }

    @Override
    public Future<Void> note(Collection<Note> notes) {
        return machines.note(notes);
    }

    @Override
    public Future<Void> noteLast(Map<String, Long> lastBlocks) {
        return machines.noteLast(lastBlocks);
    }

    @Override
    public Future<List<MinuteBlocks>> minutes(String machine, List<Long> minutes) {
        return blocks.minutes(machine, minutes);
    }

    @Override
    public Future<Void> drop(String machine, List<MinuteBlocks> minutes) {
        return blocks.drop(machine, minutes);
    }

    @Override
    public Future<List<Tier>> tiers(Collection<String> ids, Set<String> paths) {
        return tiers.read(ids, paths);
    }

    @Override
    public Future<List<Tier>> fences(Collection<String> ids) {
        return tiers.fences(ids);
    }

    @Override
    public Future<Boolean> write(List<Tier.Write> writes) {
        writes.forEach(this::count);
        return tiers.write(writes);
    }

    private void count(Tier.Write write) {
        long bytes = write.columns().values().stream()
                .mapToLong(column -> column.length)
                .sum();
        written.add(write.id().substring(0, Math.max(0, write.id().indexOf('/'))), bytes);
    }

    @Override
    public Future<Void> removeTiers(Collection<String> ids) {
        return tiers.remove(ids);
    }

    @Override
    public Future<Void> packed(String machine, long hour, Set<String> groups, Map<Long, Long> damage) {
        if (!groups.isEmpty()) {
            written.add(Written.HOURS, 1);
        }
        return machines.packed(machine, hour, groups, damage);
    }

    @Override
    public Future<Void> touch(String machine, long hour) {
        return machines.touch(machine, hour);
    }

    @Override
    public Future<Void> forget(String machine, long hour, long number) {
        return machines.forget(machine, "touched", hour, number);
    }

    @Override
    public Future<Void> forgetDay(String machine, long day, long number) {
        return machines.forget(machine, "days", day, number);
    }

    @Override
    public Future<Void> kept(String machine, Kept kept) {
        return machines.kept(machine, kept);
    }

    @Override
    public Future<Void> prune(String machine, long before) {
        return machines.prune(machine, before);
    }

    @Override
    public Future<FleetState> fleet() {
        return fleet.read();
    }

    @Override
    public Future<Void> noteFleet(Collection<Long> hours) {
        return fleet.note(hours);
    }

    @Override
    public Future<Void> forgetFleet(long hour, long number) {
        return fleet.forget(hour, number);
    }

    @Override
    public Future<Void> keptFleet(long hour) {
        return fleet.kept(hour);
    }
}
