/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.chaos;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a few megabytes that can be filled. Needs root. */
final class SmallDisk implements AutoCloseable {
    private final Path mountPoint;
    private final Path filler;

    SmallDisk(Path mountPoint, int mebibytes) {
        this.mountPoint = mountPoint;
        filler = mountPoint.resolve("filler");
        try {
            Files.createDirectories(mountPoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", mountPoint.toString());
    }

    Path path() {
        return mountPoint;
    }

    /** Takes all that is left. */
    void fill() {
        byte[] piece = new byte[4096];
        try (var file = new RandomAccessFile(filler.toFile(), "rw")) {
            while (mountPoint.toFile().getUsableSpace() > 0) {
                file.write(piece);
            }
        } catch (IOException e) {
            // It is full: that was the aim.
        }
    }

    void free() {
        try {
            boolean ignored = Files.deleteIfExists(filler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) {
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        run("umount", "--lazy", mountPoint.toString());
    }
}
