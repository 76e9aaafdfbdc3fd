/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import io.atalaia.platform.spool.SealedFile.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A sealed file and which of its blocks still wait. */
final class Filed {
    final long number;
    final List<Entry> entries = new ArrayList<>();
    final long bytes;
    /** When its last sample was collected, on the monotonic clock: the wall's may be set. */
    final long bornNanos;

    /** Of each block where its entry is and how long, then its payload, both with their frames. */
    private final int[] places;

    private final BitSet waiting = new BitSet();
    /** The file, while the disk has not taken it; null otherwise. */
    private ByteBuffer content;

    private boolean damaged;

    Filed(long number, List<Place> places, long bytes, long bornNanos) {
        this.number = number;
        this.bytes = bytes;
        this.bornNanos = bornNanos;
        this.places = new int[places.size() * 4];
        for (int i = 0; i < places.size(); i++) {
            var place = places.get(i);
            var block = place.entry();
            entries.add(new Entry(
                    number,
                    i,
                    block.machine(),
                    block.boot(),
                    block.seq(),
                    block.schema(),
                    block.from(),
                    block.to(),
                    block.samples(),
                    place.payloadLength()));
            this.places[4 * i] = place.at();
            this.places[4 * i + 1] = place.length();
            this.places[4 * i + 2] = place.payload();
            this.places[4 * i + 3] = place.payloadLength() + Frame.OVERHEAD;
        }
        waiting.set(0, places.size());
    }

    String name() {
        return Names.of(number, Names.SEALED);
    }

    /** One of its blocks, from memory or from disk. */
    Sealed read(int index, Disk disk, Schemas schemas) throws IOException {
        int at = 4 * index;
        var place = SealedFile.place(part(disk, places[at], places[at + 1]));
        byte[] payload = SealedFile.payload(part(disk, places[at + 2], places[at + 3]));
        return SealedFile.whole(place, payload, schemas.read(place.entry().schema()));
    }

    private byte[] part(Disk disk, int from, int length) throws IOException {
        if (content == null) {
            return disk.read(name(), from, length);
        }
        byte[] part = new byte[length];
        content.duplicate().position(from).get(part);
        return part;
    }

    boolean waits(int index) {
        return waiting.get(index);
    }

    /** Returns whether it still waited. */
    boolean settle(int index) {
        boolean waited = waiting.get(index);
        waiting.clear(index);
        return waited;
    }

    boolean isSettled() {
        return waiting.isEmpty();
    }

    List<Entry> waiting() {
        return entries.stream().filter(entry -> waiting.get(entry.index())).toList();
    }

    ByteBuffer content() {
        return content;
    }

    void content(ByteBuffer inMemory) {
        content = inMemory;
    }

    boolean isDamaged() {
        return damaged;
    }

    void damaged() {
        damaged = true;
    }
}
