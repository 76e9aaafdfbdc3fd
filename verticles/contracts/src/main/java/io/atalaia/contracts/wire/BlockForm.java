/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.atalaia.contracts.proto.BlockMessage;
import io.atalaia.contracts.storage.Block;

/** A sealed block in protobuf; {@code sample.proto} documents the fields. */
public final class BlockForm {
    private BlockForm() {}

    static byte[] encode(Block block) {
        return message(block).toByteArray();
    }

    public static BlockMessage message(Block block) {
        return BlockMessage.newBuilder()
                .setMachine(block.machine())
                .setBoot(block.boot())
                .setSeq(block.seq())
                .setSchema(block.schema())
                .setFrom(block.from())
                .setTo(block.to())
                .setSamples(block.samples())
                .setPayload(UnsafeByteOperations.unsafeWrap(block.payload()))
                .build();
    }

    static Block decode(byte[] bytes) {
        try {
            return block(BlockMessage.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a block", e);
        }
    }

    public static Block block(BlockMessage message) {
        return new Block(
                message.getMachine(),
                message.getBoot(),
                message.getSeq(),
                message.getSchema(),
                message.getFrom(),
                message.getTo(),
                message.getSamples(),
                message.getPayload().toByteArray());
    }
}
