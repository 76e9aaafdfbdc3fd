/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.atalaia.discovery.dns.engine.Name;
import io.atalaia.discovery.dns.engine.Question;
import io.atalaia.discovery.dns.engine.Type;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRecordType;

/**
 * Reads what a question's message holds. Netty's own decoder makes strings of names, which loses what bytes and letters they had;
 * this one keeps them. Throws for anything that is not as RFC 1035 has it; never reads beyond the message.
 */
final class RecordReader implements DnsRecordDecoder {
    private static final int LONGEST_NAME = 255;
    private static final int POINTER = 0xc0;

    @Override
    public DnsQuestion decodeQuestion(ByteBuf in) {
        Name name = name(in);
        return new Asked(new Question(name, in.readUnsignedShort(), in.readUnsignedShort()));
    }

    /** In front of the first name there is nothing that it could point to. */
    private static Name name(ByteBuf in) {
        int begin = in.readerIndex();
        int at = begin;
        for (int length = in.getUnsignedByte(at); length != 0; length = in.getUnsignedByte(at)) {
            at += 1 + length;
            if (at - begin >= LONGEST_NAME || length >= POINTER) {
                throw new CorruptedFrameException("a name that is too long, or points elsewhere");
            }
        }
        byte[] wire = new byte[at + 1 - begin];
        in.readBytes(wire);
        return Name.read(wire);
    }

    @Override
    @SuppressWarnings("unchecked") // The interface lets its callers choose a type, and they all choose DnsRecord.
    public <T extends DnsRecord> T decodeRecord(ByteBuf in) {
        boolean root = skipName(in);
        int type = in.readUnsignedShort();
        int payload = in.readUnsignedShort();
        int ttl = in.readInt();
        in.skipBytes(in.readUnsignedShort());
        if (type != Type.OPT) {
            return (T) Passed.RECORD;
        }
        if (!root) {
            throw new CorruptedFrameException("an OPT record with a name");
        }
        return (T) Extension.read(payload, ttl);
    }

    /** Whether it was the root. Pointers are passed over, not followed. */
    private static boolean skipName(ByteBuf in) {
        int length = in.readUnsignedByte();
        boolean root = length == 0;
        while (length != 0 && length < POINTER) {
            in.skipBytes(length);
            length = in.readUnsignedByte();
        }
        if (length >= POINTER) {
            in.skipBytes(1);
        }
        return root;
    }

    /** A record that says nothing to us. */
    private enum Passed implements DnsRecord {
        RECORD;

        @Override
        public DnsRecordType type() {
            return DnsRecordType.valueOf(0);
        }

        @Override
        public int dnsClass() {
            return 0;
        }

        @Override
        public long timeToLive() {
            return 0;
        }
    }
}
