/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The disk of a folder in which the database keeps its files. */
public final class FolderDisk implements Disk {
    private final Workers workers;
    private final Path folder;

    public FolderDisk(Workers workers, Path folder) {
        this.workers = workers;
        this.folder = folder;
    }

    @Override
    public Future<Space> look() {
        return workers.run(() -> new Space(used(), Files.getFileStore(folder).getUsableSpace()));
    }

    private long used() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(FolderDisk::size)
                    .sum();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** A file that went meanwhile takes nothing. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
