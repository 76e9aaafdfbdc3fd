/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.Greeting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where the schema lies in the bytes of an agent's message, found without looking into it.
 *
 * @param outer where the length of the greeting around it begins
 * @param greeting where the greeting's content begins
 * @param end where the greeting ends
 * @param field where the schema's field begins, its tag included
 * @param from where its content begins
 * @param to where it ends
 */
record SchemaPlace(int outer, int greeting, int end, int field, int from, int to) {

    /** Null when there is not exactly one schema in exactly one greeting, or the message is damaged: the parser sees to that. */
    static SchemaPlace in(byte[] message) {
        try {
            return find(CodedInputStream.newInstance(message));
        } catch (IOException damaged) {
            return null;
        }
    }

    private static SchemaPlace find(CodedInputStream in) throws IOException {
        SchemaPlace found = null;
        int greetings = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int number = WireFormat.getTagFieldNumber(tag);
            boolean greets =
                    number == AgentMessage.GREETING_FIELD_NUMBER || number == AgentMessage.INTRODUCTION_FIELD_NUMBER;
            if (greets && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                greetings++;
                found = within(in);
            } else {
                in.skipField(tag);
            }
        }
        return greetings == 1 ? found : null;
    }

    private static SchemaPlace within(CodedInputStream in) throws IOException {
        int outer = in.getTotalBytesRead();
        int length = in.readRawVarint32();
        int greeting = in.getTotalBytesRead();
        int end = greeting + length;
        int limit = in.pushLimit(length);
        SchemaPlace found = null;
        int schemas = 0;
        for (int field = in.getTotalBytesRead(); !in.isAtEnd(); field = in.getTotalBytesRead()) {
            int tag = in.readTag();
            if (WireFormat.getTagFieldNumber(tag) == Greeting.SCHEMA_FIELD_NUMBER
                    && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                int size = in.readRawVarint32();
                int from = in.getTotalBytesRead();
                in.skipRawBytes(size);
                schemas++;
                found = new SchemaPlace(outer, greeting, end, field, from, from + size);
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(limit);
        return schemas == 1 ? found : null;
    }

    ByteBuffer content(byte[] message) {
        return ByteBuffer.wrap(message, from, to - from);
    }

    byte[] copyFrom(byte[] message) {
        return Arrays.copyOfRange(message, from, to);
    }

    /** The same message without the schema. */
    byte[] cutFrom(byte[] message) {
        int length = end - greeting - (to - field);
        int lengths = CodedOutputStream.computeUInt32SizeNoTag(length);
        var cut = ByteBuffer.allocate(message.length - (greeting - outer) + lengths - (to - field));
        cut.put(message, 0, outer);
        for (int left = length; ; left >>>= 7) {
            if (left < 0x80) {
                cut.put((byte) left);
                break;
            }
            cut.put((byte) (left | 0x80));
        }
        cut.put(message, greeting, field - greeting);
        cut.put(message, to, message.length - to);
        return cut.array();
    }
}
