/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports for processes that must be told one before they start.
 *
 * <p>The kernel gives the ports of its ephemeral range to whoever connects or asks for any port, also between the moment
 * that a test finds one free and the moment that its process binds it. So these lie below that range. Test runs of one machine
 * take them by the block, and each holds the first port of its blocks for as long as it lives: no other run hands out the rest.
 */
public final class FreePorts {
    /** Browsers refuse to ask at 10080, the last of the ports that belong to older services (https://fetch.spec.whatwg.org/#port-blocking). */
    private static final int LOWEST = 11_000;

    /** Whoever finds its port taken may try those behind it: they are handed out to nobody else. */
    private static final int STEP = 10;

    /** Where the ephemeral range of Linux begins unless somebody tunes it. */
    private static final int USUAL_END = 32_768;

    private static final int BLOCK = 500;

    private static final int END = end();

    /** Of the blocks that are ours; never closed. */
    private static final List<ServerSocket> HELD = new ArrayList<>();

    private static int next;
    private static int blockEnd;

    private FreePorts() {}

    /** A port that nobody uses at this moment; it and the nine behind it are not handed out again before all others were. */
    public static synchronized int next() {
        for (int tries = 0; tries < (END - LOWEST) / STEP; tries++) {
            if (next == blockEnd) {
                takeBlock();
            }
            int port = next;
            next += STEP;
            if (free(port)) {
                return port;
            }
        }
        throw new AssertionError("no port from " + LOWEST + " to " + END + " is free");
    }

    /** One that nobody has, or our first one again. */
    private static void takeBlock() {
        int blocks = (END - LOWEST) / BLOCK;
        int some = ThreadLocalRandom.current().nextInt(blocks);
        int first = IntStream.range(some, some + blocks)
                .map(block -> LOWEST + block % blocks * BLOCK)
                .filter(FreePorts::hold)
                .findFirst()
                .orElseGet(() -> HELD.get(0).getLocalPort());
        next = first + STEP;
        blockEnd = first + BLOCK;
    }

    private static boolean hold(int port) {
        try {
            HELD.add(new ServerSocket(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    static boolean free(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** The first of the ephemeral ports; where those leave no room below them, the risk is taken. */
    private static int end() {
        try {
            Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
            int first = Integer.parseInt(Files.readString(range).trim().split("\\s+")[0]);
            return first >= 2 * LOWEST && first < USUAL_END ? first : USUAL_END;
        } catch (IOException e) {
            return USUAL_END;
        }
    }
}
