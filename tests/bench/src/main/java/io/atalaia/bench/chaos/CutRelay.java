/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A cable between an agent and its gateway that can be cut in the middle of a frame, or go dead without being cut. */
public final class CutRelay implements AutoCloseable {
    private static final int PIECE = 4096;

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cutting;
    private volatile boolean dead;

    /** @param target a port of this machine, which need not be open yet */
    public CutRelay(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("relay", this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** The next piece that comes goes on by half, and then every connection ends. */
    public void cut() {
        cutting = true;
    }

    /** Takes bytes and passes none on, as a router does that lost its mind. */
    public void goDead(boolean now) {
        dead = now;
        if (!now) {
            sockets.forEach(CutRelay::end);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                daemon("relay-connection", () -> connect(near));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket near) {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(near);
            sockets.add(far);
            daemon("relay-up", () -> pump(near, far));
            daemon("relay-down", () -> pump(far, near));
        } catch (IOException e) {
            end(near);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] piece = new byte[PIECE];
        try (from;
                to) {
            for (int size = from.getInputStream().read(piece);
                    size >= 0;
                    size = from.getInputStream().read(piece)) {
                if (cutting) {
                    to.getOutputStream().write(piece, 0, size / 2);
                    cutting = false;
                    sockets.forEach(CutRelay::end);
                    return;
                }
                if (!dead) {
                    to.getOutputStream().write(piece, 0, size);
                }
            }
        } catch (IOException e) {
            // One side is gone: closing the other tells it.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(CutRelay::end);
    }
}
