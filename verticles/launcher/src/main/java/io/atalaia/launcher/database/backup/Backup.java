/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * Copies a database into a file while it is written to.
 *
 * <p>The order makes the copy whole without a halt. Blocks first: what packs them writes the packed documents before it removes
 * blocks, so that whatever moves meanwhile is copied at least once, and storage counts once what it finds twice. Machines and
 * schemas after all that refers to them, and what is known of the data as a whole at the end.
 */
public final class Backup {
    private static final List<String> FIRST = List.of("blocks");
    private static final List<String> LAST = List.of("machines", "schemas", "meta");

    private final Store store;
    private final String product;

    public Backup(Store store, String product) {
        this.store = store;
        this.product = product;
    }

    /** @param bytes of the file */
    public record Done(long documents, long bytes) {}

    /** @throws BackupException with a sentence; no file is left then */
    public Done to(Path file, Instant now) {
        store.restoring().ifPresent(unfinished -> {
            throw new BackupException("the database was being restored from " + unfinished
                    + " and that did not end: there is nothing whole to back up");
        });
        int layout = layout();
        try (var out = BackupWriter.to(file.toAbsolutePath())) {
            for (String collection : ordered(store.collections())) {
                out.collection(
                        collection,
                        store.indexes(collection).stream().map(Backup::bson).toList());
                copy(collection, out);
            }
            if (layout() != layout) {
                throw new BackupException("the data were migrated meanwhile; back them up again");
            }
            long documents = out.finish(layout, product, now.toString());
            return new Done(documents, Files.size(file));
        } catch (FileAlreadyExistsException e) {
            throw new BackupException(file + " is there already and is not overwritten", e);
        } catch (IOException | UncheckedIOException e) {
            throw new BackupException(file + " cannot be written: " + e, e);
        }
    }

    private int layout() {
        return store.layout()
                .orElseThrow(() -> new BackupException("there is nothing to back up: no Atalaia ever wrote here"));
    }

    private static List<String> ordered(Set<String> names) {
        List<String> ordered = new ArrayList<>();
        FIRST.stream().filter(names::contains).forEach(ordered::add);
        names.stream()
                .filter(name -> !FIRST.contains(name) && !LAST.contains(name))
                .forEach(ordered::add);
        LAST.stream().filter(names::contains).forEach(ordered::add);
        return ordered;
    }

    private void copy(String collection, BackupWriter out) {
        store.walk(collection, document -> {
            try {
                out.document(bytes(document));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte[] bytes(RawBsonDocument document) {
        var buffer = document.getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] bson(BsonDocument document) {
        return bytes(new RawBsonDocument(document, new BsonDocumentCodec()));
    }
}
