/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.limit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that opens many connections from several addresses and says nothing, or nothing more than one question,
 * until its standard input ends. */
final class IdleCrowd {
    private static final String QUESTION = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private IdleCrowd() {}

    /** @param arguments the port, how many connections, and of how many addresses from 127.0.1.1 on */
    public static void main(String[] arguments) throws IOException {
        var server = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0]));
        int count = Integer.parseInt(arguments[1]);
        int addresses = Integer.parseInt(arguments[2]);
        List<SocketChannel> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var channel = SocketChannel.open();
            channel.bind(new InetSocketAddress("127.0.1." + (1 + i % addresses), 0));
            channel.connect(server);
            if (i % 2 == 0) {
                channel.write(ByteBuffer.wrap(QUESTION.getBytes(StandardCharsets.US_ASCII)));
            }
            open.add(channel);
        }
        System.out.println("open " + open.size());
        while (System.in.read() >= 0) {
            // Until it is told to end.
        }
        for (SocketChannel channel : open) {
            channel.close();
        }
    }
}
