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

    /** A process that finds its port taken may count on: none of those is handed out to another. */
    private static final int STEP = 10;

    /** Where the ephemeral range of a Linux that nobody tuned begins. */
    private static final int USUAL_LIMIT = 32_768;

    private static final AtomicInteger NEXT =
            new AtomicInteger(LOWEST + STEP * ThreadLocalRandom.current().nextInt((limit() - LOWEST) / STEP));

    private FreePorts() {}

    /** A port that nobody uses at this moment; it and the nine after it are not handed out again before all others were. */
    public static int next() {
        int limit = limit();
        for (int tries = 0; tries < (limit - LOWEST) / STEP; tries++) {
            int port = NEXT.getAndUpdate(last -> last + 2 * STEP <= limit ? last + STEP : LOWEST);
            if (free(port)) {
                return port;
            }
        }
        throw new AssertionError("no port from " + LOWEST + " to " + limit + " is free");
    }

    static boolean free(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** The first of the ephemeral ports; where those leave no room below them, the risk is taken. */
    private static int limit() {
        try {
            Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
            int first = Integer.parseInt(Files.readString(range).trim().split("\\s+")[0]);
            return first >= 2 * LOWEST && first < USUAL_LIMIT ? first : USUAL_LIMIT;
        } catch (IOException e) {
            return USUAL_LIMIT;
        }
    }
}
