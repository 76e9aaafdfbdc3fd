/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.mongo;

import io.atalaia.contracts.storage.Block;
import io.atalaia.storage.engine.MinuteBlocks;
import io.atalaia.storage.engine.StoredBlock;
import io.atalaia.storage.engine.Stretch;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The collection {@code blocks}: one document a minute and machine, {@code {_id: "<minute>@<machine>", n, b: {"<boot>_<seq>":
 * {s: schema, f: from, t: to, c: samples, r: received, p: payload}}}}. {@code n} grows with every block; a unique index over {@code _id} and {@code n}
 * lets the embedded server find a document by both without a scan.
 */
final class BlockDocuments {
    static final String COLLECTION = "blocks";
    private static final int TRIES = 4;
    /** Of a block that does not say. */
    private static final int MOST_SAMPLES = 6_000;

    private final Documents documents;

    BlockDocuments(Documents documents) {
        this.documents = documents;
    }

    Future<Integer> put(List<Block> blocks, long received) {
        return put(byDocument(blocks), received, TRIES);
    }

    /** Two storages may make one minute at the same moment: who comes second finds it there when trying again. */
    private Future<Integer> put(Map<String, Map<String, Block>> wanted, long received, int tries) {
        return missing(wanted).compose(missing -> write(missing, received)
                .recover(cause -> tries > 1 && Documents.isDuplicateKey(cause)
                        ? put(wanted, received, tries - 1)
                        : Future.failedFuture(cause)));
    }

    private static Map<String, Map<String, Block>> byDocument(List<Block> blocks) {
        Map<String, Map<String, Block>> documents = new LinkedHashMap<>();
        blocks.forEach(block -> documents
                .computeIfAbsent(
                        Stretch.blocksId(Stretch.minuteOf(block.from()), block.machine()), id -> new LinkedHashMap<>())
                .put(block.boot() + "_" + block.seq(), block));
        return documents;
    }

    private Future<Map<String, Map<String, Block>>> missing(Map<String, Map<String, Block>> wanted) {
        var fields = new JsonObject();
        wanted.values().forEach(blocks -> blocks.keySet().forEach(key -> fields.put("b." + key + ".f", 1)));
        return documents.byIds(wanted.keySet(), fields).map(there -> {
            Map<String, Map<String, Block>> missing = new LinkedHashMap<>(wanted);
            there.forEach(document -> {
                Map<String, Block> blocks = new LinkedHashMap<>(wanted.get(document.getString("_id")));
                blocks.keySet()
                        .removeAll(document.getJsonObject("b", new JsonObject()).fieldNames());
                missing.put(document.getString("_id"), blocks);
            });
            missing.values().removeIf(Map::isEmpty);
            return missing;
        });
    }

    private Future<Integer> write(Map<String, Map<String, Block>> missing, long received) {
        if (missing.isEmpty()) {
            return Future.succeededFuture(0);
        }
        List<BulkOperation> operations = new ArrayList<>();
        missing.forEach((id, blocks) -> {
            var set = new JsonObject();
            blocks.forEach((key, block) -> set.put("b." + key, form(block, received)));
            operations.add(Documents.upsert(
                    Documents.id(id),
                    new JsonObject().put("$set", set).put("$inc", new JsonObject().put("n", blocks.size()))));
        });
        int count = missing.values().stream().mapToInt(Map::size).sum();
        return documents.write(operations).map(written -> count);
    }

    private static JsonObject form(Block block, long received) {
        return new JsonObject()
                .put("s", block.schema())
                .put("f", block.from())
                .put("t", block.to())
                .put("c", block.samples())
                .put("r", received)
                .put("p", Binary.of(block.payload()));
    }

    Future<List<MinuteBlocks>> minutes(String machine, List<Long> minutes) {
        List<String> ids = minutes.stream()
                .map(minute -> Stretch.blocksId(minute, machine))
                .toList();
        return documents
                .byIds(ids, new JsonObject())
                .map(found -> found.stream().map(BlockDocuments::minute).toList());
    }

    private static MinuteBlocks minute(JsonObject document) {
        List<StoredBlock> blocks = new ArrayList<>();
        document.getJsonObject("b", new JsonObject()).forEach(entry -> {
            String[] name = entry.getKey().split("_", 2);
            var block = (JsonObject) entry.getValue();
            blocks.add(new StoredBlock(
                    name[0],
                    Long.parseLong(name[1]),
                    block.getString("s"),
                    block.getLong("f"),
                    block.getLong("t"),
                    block.getInteger("c", MOST_SAMPLES),
                    block.getLong("r", 0L),
                    Binary.bytes(block.getJsonObject("p"))));
        });
        String id = document.getString("_id");
        return new MinuteBlocks(Long.parseLong(id.substring(0, id.indexOf('@'))), document.getLong("n"), blocks);
    }

    Future<Void> drop(String machine, List<MinuteBlocks> minutes) {
        if (minutes.isEmpty()) {
            return Future.succeededFuture();
        }
        return documents
                .write(minutes.stream()
                        .map(minute ->
                                BulkOperation.createDelete(Documents.id(Stretch.blocksId(minute.minute(), machine))
                                        .put("n", minute.writes())))
                        .toList())
                .mapEmpty();
    }
}
