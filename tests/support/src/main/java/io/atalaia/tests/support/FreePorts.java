/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for processes that must be told one before they start.
 *
 * <p>The kernel gives the ports of its ephemeral range to whoever connects or asks for any port, also between the moment
 * that a test finds one free and the moment that its process binds it. So these lie below that range, and two test runs
 * of one machine begin at different places.
 */
public final class FreePorts {
    private static final int LOWEST = 10_000;

    /** Whoever finds its port taken may try those behind it: they are handed out to nobody else. */
    private static final int STEP = 10;

    /** Where the ephemeral range of Linux begins unless somebody tunes it. */
    private static final int USUAL_END = 32_768;

    private static final int END = end();

    private static final AtomicInteger NEXT =
            new AtomicInteger(LOWEST + STEP * ThreadLocalRandom.current().nextInt((END - LOWEST) / STEP));

    private FreePorts() {}

    /** A port that nobody uses at this moment; it and the nine behind it are not handed out again before all others were. */
    public static int next() {
        for (int tries = 0; tries < (END - LOWEST) / STEP; tries++) {
            int port = NEXT.getAndUpdate(last -> last + 2 * STEP <= END ? last + STEP : LOWEST);
            if (free(port)) {
                return port;
            }
        }
        throw new AssertionError("no port from " + LOWEST + " to " + END + " is free");
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
