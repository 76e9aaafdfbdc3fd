/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database.backup;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.launcher.database.backup.Store.MachineHour;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/** Brings a backup into a database. Killed in its middle it leaves a database that no Atalaia starts with, and can be repeated. */
public final class Restore {
    private static final int AT_ONCE = 500;
    private static final long MOST_BYTES = 8L << 20;
    private static final long MINUTES_AN_HOUR = 60;

    private final Store store;
    private final int newestLayout;

    /** @param newestLayout that this release can read; an older one is migrated at the next start */
    public Restore(Store store, int newestLayout) {
        this.store = store;
        this.newestLayout = newestLayout;
    }

    /**
     * @param replace whether what is there may be removed
     * @return how many documents came back
     * @throws BackupException with a sentence; when it says that the file is at fault, nothing was changed
     */
    public long from(Path file, boolean replace) {
        var reader = new BackupReader(file);
        Header header = about(file, () -> reader.verified(newestLayout));
        if (!replace && store.restoring().isEmpty() && !store.isEmpty()) {
            throw new BackupException("the database is not empty; --replace removes what is there first");
        }
        store.beginRestore(file.getFileName().toString());
        store.clear();
        var coming = new Coming();
        about(file, () -> {
            reader.read(coming);
            return header;
        });
        coming.flush();
        store.touch(coming.hours);
        store.restored();
        return header.documents();
    }

    @CanIgnoreReturnValue
    private static Header about(Path file, Supplier<Header> work) {
        try {
            return work.get();
        } catch (BackupException e) {
            throw new BackupException(file + " " + e.getMessage(), e);
        }
    }

    private final class Coming implements BackupReader.Listener {
        private final Set<MachineHour> hours = new HashSet<>();
        private final List<RawBsonDocument> waiting = new ArrayList<>();
        private String collection = "";
        private long bytes;

        @Override
        public void collection(String name, List<byte[]> indexes) {
            flush();
            collection = name;
            store.createIndexes(
                    name,
                    indexes.stream().<BsonDocument>map(RawBsonDocument::new).toList());
        }

        @Override
        public void document(byte[] bson) {
            var document = new RawBsonDocument(bson);
            if (collection.equals("blocks")) {
                hours.add(hour(document.getString("_id").getValue()));
            }
            waiting.add(document);
            bytes += bson.length;
            if (waiting.size() >= AT_ONCE || bytes >= MOST_BYTES) {
                flush();
            }
        }

        /** A block's document is named {@code <minute>@<machine>}. */
        private static MachineHour hour(String id) {
            int at = id.indexOf('@');
            return new MachineHour(
                    id.substring(at + 1), Math.floorDiv(Long.parseLong(id.substring(0, at)), MINUTES_AN_HOUR));
        }

        void flush() {
            store.insert(collection, waiting);
            waiting.clear();
            bytes = 0;
        }
    }
}
