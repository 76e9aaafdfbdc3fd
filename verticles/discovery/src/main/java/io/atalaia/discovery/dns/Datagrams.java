/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.atalaia.discovery.dns.engine.Code;
import io.atalaia.discovery.dns.engine.RateBound.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import java.util.List;

/** Reads datagrams. What looks like a question and cannot be read is answered by a header alone; anything else never is. */
final class Datagrams extends DatagramDnsQueryDecoder {
    private static final int HEADER = 12;
    private static final int FLAGS = 2;
    private static final int ANSWER = 0x80;
    private static final int RECURSION_DESIRED = 0x01;

    private final Sources sources;
    private final DnsMeters meters;

    Datagrams(Sources sources, DnsMeters meters) {
        super(new RecordReader());
        this.sources = sources;
        this.meters = meters;
    }

    @Override
    protected void decode(ChannelHandlerContext context, DatagramPacket packet, List<Object> out) {
        ByteBuf content = packet.content();
        int begin = content.readerIndex();
        if (!mayBeAnswered(packet)) {
            meters.droppedAsMalformed();
            return;
        }
        if (opCode(content, begin) != 0) {
            refuse(context, packet, begin, Code.NOTIMP);
            return;
        }
        try {
            super.decode(context, packet, out);
        } catch (Exception e) {
            refuse(context, packet, begin, Code.FORMERR);
        }
    }

    /** An answer to an answer, or to port 0, would be the beginning of an endless talk, or of none. */
    private static boolean mayBeAnswered(DatagramPacket packet) {
        ByteBuf content = packet.content();
        return content.readableBytes() >= HEADER
                && (content.getByte(content.readerIndex() + FLAGS) & ANSWER) == 0
                && packet.sender().getPort() != 0;
    }

    private static int opCode(ByteBuf content, int begin) {
        return (content.getByte(begin + FLAGS) >> 3) & 0xf;
    }

    private void refuse(ChannelHandlerContext context, DatagramPacket packet, int begin, Code code) {
        if (sources.judge(packet.sender()) != Verdict.ANSWER) {
            meters.droppedByBound();
            return;
        }
        meters.refused(code);
        ByteBuf content = packet.content();
        ByteBuf header = context.alloc().ioBuffer(HEADER).writeShort(content.getUnsignedShort(begin));
        int kept = content.getByte(begin + FLAGS) & (0xf << 3 | RECURSION_DESIRED);
        header.writeByte(ANSWER | kept).writeByte(code.number()).writeZero(HEADER - 4);
        context.write(new DatagramPacket(header, packet.sender()), context.voidPromise());
    }
}
