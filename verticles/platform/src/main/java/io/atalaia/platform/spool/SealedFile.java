/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.InvalidProtocolBufferException;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.proto.BlockMessage;
import io.atalaia.contracts.proto.MachineFactsMessage;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.wire.BlockForm;
import io.atalaia.contracts.wire.FactsForm;
import io.atalaia.platform.engine.block.BlockCodec;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The form of a file with sealed blocks.
 *
 * <pre>
 * file  = HEAD frame: version (1 byte), length of all ENTRY frames (4 bytes); then the ENTRY frames, then as many PAYLOAD frames
 * entry = length of the payload (4 bytes), length of the next (4 bytes), BlockMessage without payload, MachineFactsMessage
 * </pre>
 */
public final class SealedFile {
    static final int HEAD_BYTES = Frame.OVERHEAD + 1 + Integer.BYTES;

    private SealedFile() {}

    /** The samples of a file in the order of its blocks; fails when the file is damaged. */
    public static List<Stamp> stamps(Path sealed) throws IOException {
        byte[] bytes = Files.readAllBytes(sealed);
        List<Stamp> stamps = new ArrayList<>();
        for (Place place : places(bytes)) {
            var block = place.entry;
            for (long time : BlockCodec.decode(payload(bytes, place)).times()) {
                stamps.add(new Stamp(block.machine(), block.boot(), time));
            }
        }
        return stamps;
    }

    static ByteBuffer content(List<Sealed> blocks) {
        List<ByteBuffer> frames = new ArrayList<>();
        int entries = 0;
        for (Sealed sealed : blocks) {
            var frame = entry(sealed);
            entries += frame.remaining();
            frames.add(frame);
        }
        byte[] head = ByteBuffer.allocate(1 + Integer.BYTES)
                .put(Frame.VERSION)
                .putInt(entries)
                .array();
        frames.add(0, Frame.of(Frame.HEAD, head));
        blocks.forEach(one -> frames.add(Frame.of(Frame.PAYLOAD, one.block().payload())));
        var content = ByteBuffer.allocate(
                frames.stream().mapToInt(ByteBuffer::remaining).sum());
        frames.forEach(content::put);
        return content.flip();
    }

    private static ByteBuffer entry(Sealed sealed) {
        var block = sealed.block();
        byte[] about =
                BlockForm.message(block).toBuilder().clearPayload().build().toByteArray();
        byte[] lengths = ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(block.payload().length)
                .putInt(about.length)
                .array();
        return Frame.of(
                Frame.ENTRY, lengths, about, FactsForm.message(sealed.facts()).toByteArray());
    }

    /** How long the beginning of the file is that {@link #places} needs, told by its first {@link #HEAD_BYTES}. */
    static int beginning(byte[] head) throws IOException {
        var frame = Frame.at(head, 0);
        if (frame == null || frame.type() != Frame.HEAD || frame.body().get() != Frame.VERSION) {
            throw new IOException("the head is damaged or of an unknown version");
        }
        return Math.addExact(frame.end(), frame.body().getInt());
    }

    /** What blocks there are; needs only the {@link #beginning} of the file. */
    static List<Place> places(byte[] bytes) throws IOException {
        int end = beginning(Arrays.copyOf(bytes, HEAD_BYTES));
        if (end > bytes.length) {
            throw new IOException("the file ends too early");
        }
        List<Place> places = new ArrayList<>();
        int payload = end;
        for (int at = HEAD_BYTES; at < end; ) {
            var frame = Frame.at(bytes, at);
            if (frame == null || frame.type() != Frame.ENTRY || frame.end() > end) {
                throw new IOException("an entry is damaged");
            }
            var place = place(frame, at, payload);
            places.add(place);
            payload += place.payloadLength + Frame.OVERHEAD;
            at = frame.end();
        }
        return places;
    }

    static Place place(Frame frame, int at, int payload) throws IOException {
        try {
            var body = frame.body();
            int payloadLength = body.getInt();
            byte[] about = new byte[body.getInt()];
            body.get(about);
            var facts = FactsForm.facts(MachineFactsMessage.parseFrom(body));
            var block = BlockForm.block(BlockMessage.parseFrom(about));
            return new Place(block, facts, at, frame.end() - at, payload, payloadLength);
        } catch (InvalidProtocolBufferException | BufferUnderflowException | NegativeArraySizeException e) {
            throw new IOException("an entry cannot be read", e);
        }
    }

    @CanIgnoreReturnValue
    private static byte[] payload(byte[] bytes, Place place) throws IOException {
        int end = place.payload + place.payloadLength + Frame.OVERHEAD;
        if (end > bytes.length) {
            throw new IOException("the file ends too early");
        }
        return payload(Arrays.copyOfRange(bytes, place.payload, end));
    }

    /** @param bytes a payload's frame */
    static byte[] payload(byte[] bytes) throws IOException {
        var frame = Frame.at(bytes, 0);
        if (frame == null || frame.type() != Frame.PAYLOAD || frame.end() != bytes.length) {
            throw new IOException("a payload is damaged");
        }
        return frame.bytes();
    }

    static void requireWhole(byte[] bytes, List<Place> places) throws IOException {
        for (Place place : places) {
            payload(bytes, place);
        }
    }

    static Sealed whole(Place place, byte[] payload, Schema schema) {
        var block = place.entry;
        var whole = new Block(
                block.machine(),
                block.boot(),
                block.seq(),
                block.schema(),
                block.from(),
                block.to(),
                block.samples(),
                payload);
        return new Sealed(whole, schema, place.facts);
    }

    /** @param bytes an entry's frame */
    static Place place(byte[] bytes) throws IOException {
        var frame = Frame.at(bytes, 0);
        if (frame == null || frame.type() != Frame.ENTRY) {
            throw new IOException("an entry is damaged");
        }
        return place(frame, 0, 0);
    }

    /**
     * @param entry the block without its payload
     * @param at where the entry's frame begins
     * @param length of the entry's frame
     * @param payload where the payload's frame begins
     * @param payloadLength of the payload, without its frame
     */
    record Place(Block entry, MachineFacts facts, int at, int length, int payload, int payloadLength) {}
}
