/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.atalaia.discovery.dns.engine.Question;
import io.atalaia.discovery.dns.engine.Resource;
import io.atalaia.discovery.dns.engine.Type;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordEncoder;

/** Writes questions with every letter as it was asked, and records whose name is the one asked with a pointer to it. */
final class RecordWriter implements DnsRecordEncoder {
    /** The question's name always stands right behind the header's 12 bytes (RFC 1035, 4.1.4). */
    private static final int POINTER_TO_QUESTION = 0xc00c;

    @Override
    public void encodeQuestion(DnsQuestion question, ByteBuf out) {
        Question asked = ((Asked) question).question();
        out.writeBytes(asked.name().wire()).writeShort(asked.type()).writeShort(asked.dnsClass());
    }

    @Override
    public void encodeRecord(DnsRecord record, ByteBuf out) {
        if (record instanceof Told told) {
            write(told.resource(), out);
        } else {
            write((Extension) record, out);
        }
    }

    private static void write(Resource resource, ByteBuf out) {
        if (resource.owner() == null) {
            out.writeShort(POINTER_TO_QUESTION);
        } else {
            out.writeBytes(resource.owner().wire());
        }
        out.writeShort(resource.type()).writeShort(Type.CLASS_IN).writeInt(resource.ttl());
        out.writeShort(resource.data().length).writeBytes(resource.data());
    }

    private static void write(Extension extension, ByteBuf out) {
        out.writeByte(0).writeShort(Type.OPT).writeShort(extension.payload());
        out.writeInt((int) extension.timeToLive()).writeShort(0);
    }
}
