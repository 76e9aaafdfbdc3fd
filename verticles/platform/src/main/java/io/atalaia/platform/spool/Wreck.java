/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.engine.block.CorruptBlock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What can still be told of a sealed file that is damaged. */
final class Wreck {
    private static final long MINUTE = 60_000;

    final long number;
    /** The blocks, without their content, whose entries are whole. */
    final List<Block> remains = new ArrayList<>();
    /** Whose blocks the damaged entries told of, as far as they say so twice. */
    final Set<String> believed = new LinkedHashSet<>();

    private boolean lacking;
    private boolean payloads;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private int samples;

    /**
     * @param number of the file: the wall clock's time when its first sample was collected
     * @param bytes all of it, none when the disk does not even give them
     */
    Wreck(long number, byte[] bytes) {
        this.number = number;
        lacking = bytes.length == 0;
        for (int at = 0; at < bytes.length; ) {
            var frame = Frame.at(bytes, at);
            int next = frame == null ? Frame.search(bytes, at) : frame.end();
            if (frame == null) {
                damage(bytes, at, next);
            } else if (frame.type() == Frame.ENTRY) {
                entry(frame);
            } else if (frame.type() == Frame.PAYLOAD) {
                payload(frame);
            }
            at = next;
        }
    }

    private void entry(Frame frame) {
        try {
            remains.add(SealedFile.place(frame, 0, 0).entry());
        } catch (IOException e) {
            lacking = true;
        }
    }

    private void payload(Frame frame) {
        payloads = true;
        if (!remains.isEmpty()) {
            return;
        }
        try {
            for (long time : BlockCodec.decode(frame.bytes()).times()) {
                first = Math.min(first, time);
                last = Math.max(last, time);
                samples++;
            }
        } catch (CorruptBlock e) {
            // It tells no times, then.
        }
    }

    /** All entries come before the first payload; behind that nothing is lost but payloads. */
    private void damage(byte[] bytes, int at, int end) {
        payloads |= at + Frame.OVERHEAD <= end && bytes[at + Frame.OVERHEAD - 1] == Frame.PAYLOAD;
        if (!payloads && end > SealedFile.HEAD_BYTES) {
            lacking = true;
            believe(bytes, Math.max(at, SealedFile.HEAD_BYTES) + Frame.OVERHEAD, end);
        }
    }

    /** An entry names its machine in the block and in the facts: both alike were hardly hit. */
    private void believe(byte[] bytes, int body, int end) {
        if (body >= end) {
            return;
        }
        try {
            var frame = new Frame(
                    Frame.ENTRY, ByteBuffer.wrap(bytes, body, end - body).slice(), end);
            var place = SealedFile.place(frame, 0, 0);
            if (place.entry().machine().equals(place.facts().id())
                    && !place.facts().id().isBlank()) {
                believed.add(place.facts().id());
            }
        } catch (IOException | RuntimeException e) {
            // Nothing can be believed of it.
        }
    }

    /** Whether it held blocks of which nothing else tells. */
    boolean isLacking() {
        return lacking;
    }

    /** The first sample that nothing else tells of, epoch milliseconds; without any, when the file was begun. */
    long from() {
        return hasTimes() ? first : number;
    }

    /** The last of them; without any, the end of the minute in which the file was begun. */
    long to() {
        return hasTimes() ? last : Math.floorDiv(number, MINUTE) * MINUTE + MINUTE - 1;
    }

    /** How many they are; 0 when that is not known. */
    int samples() {
        return hasTimes() ? samples : 0;
    }

    /** With entries left nobody knows which payload is whose. */
    boolean hasTimes() {
        return remains.isEmpty() && samples > 0;
    }
}
