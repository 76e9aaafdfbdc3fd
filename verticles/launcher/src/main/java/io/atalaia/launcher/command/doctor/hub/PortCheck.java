/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor.hub;

import io.atalaia.launcher.command.doctor.Finding;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/**
 * A port that this hub opens.
 *
 * @param key of the configuration
 * @param protocol tcp or udp
 */
record PortCheck(String key, String host, int port, String protocol) {
    /** @param own the hub that runs here, which may have it */
    Finding look(Optional<Sockets.Holder> own) {
        String what = "port " + port + "/" + protocol;
        try {
            bind();
            return Finding.ok(what, "is free for " + key);
        } catch (IOException e) {
            var holder = Sockets.holder(protocol, port);
            if (own.isPresent() && holder.map(Sockets.Holder::pid).equals(own.map(Sockets.Holder::pid))) {
                return Finding.ok(what, "is held by the Atalaia that runs here");
            }
            return holder.isPresent() || inUse(e)
                    ? Finding.fail(
                            what,
                            "is held by " + holder.map(Sockets.Holder::toString).orElse("another process"),
                            "end that, or choose another with " + key)
                    : Finding.fail(
                            what,
                            "cannot be opened on " + host + ": " + e.getMessage(),
                            "see that the address is"
                                    + " this machine's, and that this user may open ports below 1024");
        }
    }

    private static boolean inUse(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("in use");
    }

    private void bind() throws IOException {
        var address = new InetSocketAddress(InetAddress.getByName(host), port);
        if (protocol.equals("udp")) {
            new DatagramSocket(address).close();
        } else {
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(address);
            }
        }
    }
}
