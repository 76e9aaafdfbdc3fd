/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks name servers for addresses over UDP as resolvers do: one after the other, again and again, until one answers. */
public final class Resolver implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 300;
    private static final int LONGEST = 1500;
    private static final int ADDRESSES = 1;
    private static final int INTERNET = 1;
    private static final int CODE_MASK = 0xf;

    private final List<InetSocketAddress> servers;
    private final int tries;
    private final DatagramSocket socket;
    private short number;

    /** @param tries the most for one question, over all servers */
    public Resolver(List<InetSocketAddress> servers, int tries) {
        this.servers = servers;
        this.tries = tries;
        try {
            socket = new DatagramSocket();
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param tries that it took; one more than allowed when nobody answered
     * @param code of the answer; 0 when it is an answer
     * @param records in it
     */
    public record Answer(int tries, int code, int records) {}

    public Answer ask(String name) {
        for (int attempt = 0; attempt < tries; attempt++) {
            number++;
            ByteBuffer answer = exchange(question(name), servers.get(attempt % servers.size()));
            if (answer != null) {
                return new Answer(attempt + 1, answer.getShort(2) & CODE_MASK, answer.getShort(6));
            }
        }
        return new Answer(tries + 1, 0, 0);
    }

    /** Null when no answer to this question came in time; late ones to others before it are passed over. */
    private ByteBuffer exchange(byte[] question, InetSocketAddress server) {
        try {
            socket.send(new DatagramPacket(question, question.length, server));
            while (true) {
                var packet = new DatagramPacket(new byte[LONGEST], LONGEST);
                socket.receive(packet);
                var answer = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
                if (answer.getShort(0) == number) {
                    return answer;
                }
            }
        } catch (SocketTimeoutException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] question(String name) {
        var out = new ByteArrayOutputStream();
        // The flags: a question; one of it; no answer, no authority, nothing beside.
        out.writeBytes(ByteBuffer.allocate(12)
                .putShort(number)
                .putShort((short) 0)
                .putShort((short) 1)
                .array());
        for (String label : name.split("\\.")) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
        out.writeBytes(new byte[] {0, ADDRESSES, 0, INTERNET});
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
