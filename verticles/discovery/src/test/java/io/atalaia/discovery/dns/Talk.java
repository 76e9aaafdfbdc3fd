/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Messages made and read byte by byte, by nobody's library, and the sockets to send them. */
final class Talk {
    static final int PATIENCE_MILLIS = 20_000;

    private Talk() {}

    /** @param payload of EDNS; 0 for none */
    static byte[] question(int id, String name, int type, int payload) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(shorts(id, 0x0100, 1, 0, 0, payload > 0 ? 1 : 0));
        for (String label : name.split("\\.")) {
            byte[] letters = label.getBytes(StandardCharsets.ISO_8859_1);
            bytes.write(letters.length);
            bytes.writeBytes(letters);
        }
        bytes.write(0);
        bytes.writeBytes(shorts(type, 1));
        if (payload > 0) {
            bytes.write(0);
            bytes.writeBytes(shorts(41, payload, 0, 0, 0));
        }
        return bytes.toByteArray();
    }

    static byte[] shorts(int... values) {
        var buffer = ByteBuffer.allocate(values.length * 2);
        for (int value : values) {
            buffer.putShort((short) value);
        }
        return buffer.array();
    }

    static Optional<byte[]> overDatagram(int port, byte[] message, int patienceMillis) {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(patienceMillis);
            socket.send(new DatagramPacket(message, message.length, InetAddress.getLoopbackAddress(), port));
            var answer = new DatagramPacket(new byte[70_000], 70_000);
            socket.receive(answer);
            return Optional.of(Arrays.copyOf(answer.getData(), answer.getLength()));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Message ask(int port, String name, int type, int payload) {
        return Message.read(overDatagram(port, question(7, name, type, payload), PATIENCE_MILLIS)
                .orElseThrow());
    }

    /** A connection. */
    static final class Line implements AutoCloseable {
        private final Socket socket;

        Line(int port) {
            try {
                socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setSoTimeout(PATIENCE_MILLIS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void send(byte[] message) throws IOException {
            var out = new ByteArrayOutputStream();
            new DataOutputStream(out).writeShort(message.length);
            out.writeBytes(message);
            sendRaw(out.toByteArray());
        }

        void sendRaw(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        byte[] receive() throws IOException {
            var in = new DataInputStream(socket.getInputStream());
            byte[] message = new byte[in.readUnsignedShort()];
            in.readFully(message);
            return message;
        }

        /** Whether the other side closed it. */
        boolean isEnded() {
            try {
                return socket.getInputStream().read() < 0;
            } catch (SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** @param data in hex */
    record Record(String name, int type, int dnsClass, long ttl, String data) {}

    /** @param question as it came, in hex */
    record Message(
            int size,
            int id,
            int flags,
            int questions,
            String question,
            List<Record> answers,
            List<Record> authority,
            List<Record> additional) {
        int code() {
            return flags & 0xf;
        }

        boolean truncated() {
            return (flags & 0x200) != 0;
        }

        boolean authoritative() {
            return (flags & 0x400) != 0;
        }

        static Message read(byte[] bytes) {
            var in = ByteBuffer.wrap(bytes);
            int id = in.getShort() & 0xffff;
            int flags = in.getShort() & 0xffff;
            int questions = in.getShort();
            int[] counts = {in.getShort(), in.getShort(), in.getShort()};
            int begin = in.position();
            for (int i = 0; i < questions; i++) {
                String ignored = name(in);
                in.getInt();
            }
            String question = HexFormat.of().formatHex(bytes, begin, in.position());
            var answers = records(in, counts[0]);
            var authority = records(in, counts[1]);
            var additional = records(in, counts[2]);
            if (in.hasRemaining()) {
                throw new IllegalArgumentException(in.remaining() + " bytes behind the message");
            }
            return new Message(bytes.length, id, flags, questions, question, answers, authority, additional);
        }

        private static List<Record> records(ByteBuffer in, int count) {
            List<Record> records = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String name = name(in);
                int type = in.getShort() & 0xffff;
                int dnsClass = in.getShort() & 0xffff;
                long ttl = in.getInt() & 0xffffffffL;
                byte[] data = new byte[in.getShort() & 0xffff];
                in.get(data);
                records.add(new Record(name, type, dnsClass, ttl, HexFormat.of().formatHex(data)));
            }
            return records;
        }

        private static String name(ByteBuffer in) {
            var name = new StringBuilder();
            for (int length = in.get() & 0xff; length != 0; length = in.get() & 0xff) {
                if (length >= 0xc0) {
                    int target = (length & 0x3f) << 8 | in.get() & 0xff;
                    return name + name(in.duplicate().position(target));
                }
                byte[] label = new byte[length];
                in.get(label);
                name.append(new String(label, StandardCharsets.ISO_8859_1)).append('.');
            }
            return name.toString();
        }
    }
}
