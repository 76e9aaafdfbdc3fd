/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder where a node keeps its files, locked for this process alone. */
public final class DataDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes the folder when there is none and locks it. The lock goes with the process, however that ends; the file
     * {@code lock} stays.
     *
     * @throws IllegalStateException with a sentence for the operator
     */
    public static DataDirectory open(Path path) {
        try {
            Files.createDirectories(path);
            return locked(path);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalStateException(
                    "data directory " + path + " cannot be used: " + e.getFile() + " is not a folder", e);
        } catch (IOException e) {
            throw new IllegalStateException("data directory " + path + " cannot be written: " + e, e);
        }
    }

    private static DataDirectory locked(Path path) throws IOException {
        var file = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(file) == null) {
            file.close();
            throw new IllegalStateException("data directory " + path + " is in use by another Atalaia process");
        }
        return new DataDirectory(path, file);
    }

    /** Null when another has it, be it another process or another part of this one. */
    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    public Path path() {
        return path;
    }

    /** Safe to call twice. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("directory", path).setCause(e).log("the lock could not be closed");
        }
    }
}
