/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the database's file, or says in a sentence why it cannot. */
final class StoreFile {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFile.class);

    /** How documents and indexes are written. The store keeps this number for those who use it. */
    private static final int FORM = 2;

    private StoreFile() {}

    static DurableBackend open(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
            throw new IllegalStateException("the database's file " + file + " cannot be written by this user");
        }
        MVStore store = null;
        var open = new AtomicBoolean();
        try {
            store = opened(file, open);
            requireOurForm(store);
            var backend = new DurableBackend(store);
            open.set(true);
            return backend;
        } catch (RuntimeException e) {
            if (store != null) {
                store.closeImmediately();
            }
            throw new IllegalStateException(sentence(file, e), e);
        }
    }

    /** In a file that orders its indexes in another way nothing would be found. */
    private static void requireOurForm(MVStore store) {
        if (store.getMapNames().isEmpty()) {
            store.setStoreVersion(FORM);
            store.commit();
        } else if (store.getStoreVersion() != FORM) {
            throw new IllegalStateException("it is of a build before the first release");
        }
    }

    /**
     * No commit because of the memory in use: it could come in the middle of a write, and a kill right after it would leave
     * a document without its index entry. {@link DurableBackend} commits after every write anyhow.
     *
     * @param open false as long as failures are told by what is thrown
     */
    private static MVStore opened(Path path, AtomicBoolean open) {
        var file = new TidyFile();
        file.open(path.toString(), false, null);
        return new MVStore.Builder()
                .adoptFileStore(file)
                .compress()
                .autoCommitBufferSize(0)
                .backgroundExceptionHandler((thread, cause) -> {
                    if (open.get()) {
                        LOG.atError()
                                .addKeyValue("file", path)
                                .setCause(cause)
                                .log("the database's file can no longer be written; see to its disk, then start again");
                    }
                })
                .open();
    }

    private static String sentence(Path file, RuntimeException cause) {
        if (cause instanceof MVStoreException store && store.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
            return "data directory " + file.toAbsolutePath().getParent().getParent()
                    + " is in use by another Atalaia process";
        }
        return "the database's file " + file + " cannot be read and was left as it is (" + firstLine(cause)
                + "); move it away to begin with an empty database, or put a copy of it back";
    }

    /** What the store says, with what lies beneath it: "could not open" alone mends nothing. */
    private static String firstLine(RuntimeException failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String said = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return deepest == failure ? said : said + ", " + deepest;
    }
}
