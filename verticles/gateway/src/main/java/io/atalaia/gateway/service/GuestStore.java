/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.gateway.engine.GuestRows;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.spool.Entry;
import io.atalaia.platform.spool.Gathering;
import io.atalaia.platform.spool.JournalReader;
import io.atalaia.platform.spool.SealedFile;
import io.atalaia.platform.spool.Spool;
import io.atalaia.platform.spool.SpoolConfig;
import io.atalaia.platform.spool.SpoolWatch;
import io.atalaia.platform.spool.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The samples of guests on this gateway's disk, with the ids that they came with. Blocks: for one worker at a time. */
final class GuestStore implements AutoCloseable {
    private static final int MOST_SCHEMAS = 20_000;

    /** What was sealed and not handed on yet: a group that failed after that must not keep it here. */
    private final List<Entry> unoffered = new ArrayList<>();

    private final Spool spool;
    private final IdLog ids;
    private final List<IdLog.Id> remembered;
    /** By machine: making a schema's hash costs more than everything else. */
    private final Map<String, Schema> schemas = new HashMap<>();

    private GuestStore(Spool spool, IdLog ids, List<IdLog.Id> remembered) {
        this.spool = spool;
        this.ids = ids;
        this.remembered = remembered;
    }

    /** A sample to be stored. */
    record Row(MachineFacts facts, List<Series> series, long time, int[] places, double[] values, IdLog.Id id) {}

    /**
     * What was stored.
     *
     * @param sealed blocks that came to their end meanwhile
     */
    record Stored(List<GuestRows> guests, List<Entry> sealed) {}

    /** Nothing of the group was handed to the spool. */
    static final class NotBegun extends IOException {
        private static final long serialVersionUID = 1;

        NotBegun(IOException cause) {
            super(cause);
        }
    }

    static GuestStore open(Path directory, SpoolConfig config, Clock clock, SpoolWatch watch) throws IOException {
        Path samples = directory.resolve("spool");
        var ids = new IdLog(directory);
        // Read before the spool tidies up: blocks that it would give up still say what was taken.
        Set<Stamp> spooled = ids.unconfirmed() ? stamps(samples) : Set.of();
        var spool = Spool.open(samples, config, Gathering::loose, clock, watch);
        return new GuestStore(spool, ids, ids.open(spooled));
    }

    private static Set<Stamp> stamps(Path samples) throws IOException {
        if (!Files.isDirectory(samples)) {
            return Set.of();
        }
        var all = new HashSet<Stamp>();
        try (Stream<Path> files = Files.list(samples)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                try {
                    if (name.endsWith(".journal")) {
                        all.addAll(JournalReader.stamps(file));
                    } else if (name.endsWith(".sealed")) {
                        all.addAll(SealedFile.stamps(file));
                    }
                } catch (IOException | RuntimeException damaged) {
                    // The spool puts a damaged file aside; what was in it counts as not taken.
                    continue;
                }
            }
        }
        return all;
    }

    Spool spool() {
        return spool;
    }

    /** The ids that earlier processes stored, oldest first. */
    List<IdLog.Id> remembered() {
        return remembered;
    }

    /**
     * Stores a group; when it returns, all of it survives a power cut.
     *
     * @throws NotBegun when nothing was stored
     * @throws IOException when some of it may be in memory only
     */
    Stored write(List<Row> rows) throws IOException {
        List<IdLog.Id> named =
                rows.stream().map(Row::id).filter(id -> id != null).toList();
        if (!named.isEmpty()) {
            begin(named);
        }
        var guests = new LinkedHashMap<String, GuestRows>();
        for (Row row : rows) {
            guests.computeIfAbsent(row.facts().id(), id -> new GuestRows(row.facts(), schema(id, row.series())))
                    .add(row.time(), row.places(), row.values());
        }
        for (GuestRows guest : guests.values()) {
            for (Sample sample : guest.samples()) {
                unoffered.addAll(spool.append(sample, guest.schema(), guest.facts()));
            }
        }
        spool.sync();
        if (!named.isEmpty()) {
            ids.confirm();
        }
        var sealed = List.copyOf(unoffered);
        unoffered.clear();
        return new Stored(List.copyOf(guests.values()), sealed);
    }

    private void begin(List<IdLog.Id> named) throws NotBegun {
        try {
            ids.begin(named);
        } catch (IOException e) {
            throw new NotBegun(e);
        }
    }

    private Schema schema(String machine, List<Series> series) {
        Schema schema = schemas.get(machine);
        if (schema == null || !schema.series().equals(series)) {
            schema = Schema.of(series);
            if (schemas.size() >= MOST_SCHEMAS) {
                schemas.clear();
            }
            schemas.put(machine, schema);
        }
        return schema;
    }

    @Override
    public void close() throws IOException {
        spool.close();
        ids.close();
    }
}
