/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The directory of a spool: every way in which its files change. */
final class Disk {
    private static final String UNFINISHED = ".tmp";

    private final Path directory;
    private final Runnable step;

    /** @param step runs after each change, so that tests can keep what a process that ends there would leave */
    Disk(Path directory, Runnable step) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.step = step;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Removes what a process did not finish. */
    void tidy() throws IOException {
        for (String name : names()) {
            if (name.endsWith(UNFINISHED)) {
                delete(name);
            }
        }
    }

    /** The whole file or nothing of it appears under its name, and after the return it survives a power cut. */
    void write(String name, ByteBuffer content) throws IOException {
        writeLazily(name, content);
        sync();
    }

    /** As {@link #write}, but a power cut may take the file until {@link #sync}. */
    void writeLazily(String name, ByteBuffer content) throws IOException {
        Path unfinished = path(name + UNFINISHED);
        try {
            try (var file = FileChannel.open(unfinished, CREATE, WRITE, TRUNCATE_EXISTING)) {
                all(file, content);
                step.run();
                file.force(false);
            }
            Files.move(unfinished, path(name), ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            // A disk without room should not keep what nobody will read.
            Files.deleteIfExists(unfinished);
            throw e;
        }
        step.run();
    }

    static void all(FileChannel file, ByteBuffer content) throws IOException {
        while (content.hasRemaining()) {
            file.write(content);
        }
    }

    FileChannel append(String name) throws IOException {
        return FileChannel.open(path(name), CREATE, WRITE);
    }

    /** What is in the file from an offset on, at most so much. */
    byte[] read(String name, long from, int most) throws IOException {
        try (var file = FileChannel.open(path(name), READ)) {
            var bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(most, file.size() - from)));
            while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
                continue;
            }
            return bytes.array();
        }
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }

    long size(String name) throws IOException {
        return Files.size(path(name));
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(path(name));
        step.run();
    }

    void rename(String name, String newName) throws IOException {
        Files.move(path(name), path(newName), ATOMIC_MOVE, REPLACE_EXISTING);
        step.run();
    }

    /** What appeared and went survives a power cut. */
    void sync() throws IOException {
        try (var self = FileChannel.open(directory, READ)) {
            self.force(true);
        }
    }

    void stepped() {
        step.run();
    }
}
