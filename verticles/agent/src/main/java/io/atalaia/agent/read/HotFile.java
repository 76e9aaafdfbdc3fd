/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.parse.ByteScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is read with every sample: it stays open, and is opened again after a failure. Not thread-safe. */
final class HotFile implements AutoCloseable {
    private final Path path;
    private final Scratch scratch;
    private FileChannel channel;

    HotFile(Path path, Scratch scratch) {
        this.path = path;
        this.scratch = scratch;
    }

    ByteScanner read() throws IOException {
        try {
            if (channel == null) {
                channel = FileChannel.open(path, StandardOpenOption.READ);
            }
            return scratch.read(channel);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        try (var closing = channel) {
            channel = null;
        } catch (IOException e) {
            throw new UncheckedIOException("closing " + path, e);
        }
    }
}
