/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.chaos;

import io.atalaia.platform.spool.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Remembers what an agent's journal held, although the agent deletes it: every journal file gets a second name in a folder of
 * ours as soon as it is there, so that its bytes outlive the agent's deletion. The name is the file's inode, which stays its
 * own as long as we hold it.
 */
public final class Ledger {
    private static final String JOURNALS = "*.journal";

    private final Path spool;
    private final Path kept;

    /** @param kept on the same file system as the spool, made when it is not there */
    public Ledger(Path spool, Path kept) {
        this.spool = spool;
        this.kept = kept;
        try {
            Files.createDirectories(kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Links what is new; to be called more often than a journal file lives. */
    public void look() {
        try (DirectoryStream<Path> journals = Files.newDirectoryStream(spool, JOURNALS)) {
            for (Path journal : journals) {
                link(journal);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // The agent has not made it yet.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void link(Path journal) throws IOException {
        try {
            Files.createLink(kept.resolve(Files.getAttribute(journal, "unix:ino") + ".journal"), journal);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            // Linked before, or gone since it was listed.
        }
    }

    /** When each sample was taken that the machine's agent ever had on its disk, epoch milliseconds. */
    public Set<Long> times(String machine) {
        Set<Long> times = new TreeSet<>();
        try (DirectoryStream<Path> journals = Files.newDirectoryStream(kept, JOURNALS)) {
            for (Path journal : journals) {
                JournalReader.stamps(journal).stream()
                        .filter(stamp -> stamp.machine().equals(machine))
                        .forEach(stamp -> times.add(stamp.time()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return times;
    }
}
