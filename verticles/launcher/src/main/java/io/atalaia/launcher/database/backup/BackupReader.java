/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database.backup;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads a backup: the header, then the whole for its checksum, then the whole for its documents. */
final class BackupReader {
    private static final int BUFFER = 1 << 16;
    /** What MongoDB allows, and a little. */
    private static final int MOST_BYTES = 17 << 20;

    private final Path file;

    BackupReader(Path file) {
        this.file = file;
    }

    /** What a reader of documents is told. */
    interface Listener {
        void collection(String name, List<byte[]> indexes);

        void document(byte[] bson);
    }

    /**
     * @param newestLayout that this release can read
     * @throws BackupException when the file is damaged, or newer than this release
     */
    Header verified(int newestLayout) {
        try (InputStream in = Files.newInputStream(file)) {
            Header header = Header.of(in.readNBytes(Header.LENGTH));
            requireKnown(header, newestLayout);
            MessageDigest digest = Header.sha256();
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            if (!header.fits(digest.digest())) {
                throw new BackupException("is damaged: its checksum does not fit what it holds");
            }
            return header;
        } catch (IOException e) {
            throw new BackupException("cannot be read: " + e, e);
        }
    }

    private static void requireKnown(Header header, int newestLayout) {
        if (header.format() > Header.FORMAT || header.layout() > newestLayout) {
            throw new BackupException("was written by a newer release, Atalaia " + header.product()
                    + ": restore it with that release or a later one");
        }
    }

    void read(Listener listener) {
        try (var in = new DataInputStream(new BufferedInputStream(body(), BUFFER))) {
            for (int kind = in.read(); kind != BackupWriter.END; kind = in.read()) {
                switch (kind) {
                    case BackupWriter.COLLECTION -> listener.collection(in.readUTF(), indexes(in));
                    case BackupWriter.DOCUMENT -> listener.document(bytes(in));
                    default -> throw new BackupException("ends too early");
                }
            }
        } catch (IOException e) {
            throw new BackupException("cannot be read: " + e, e);
        }
    }

    private InputStream body() throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(Header.LENGTH);
        return new GZIPInputStream(in, BUFFER);
    }

    private static List<byte[]> indexes(DataInputStream in) throws IOException {
        List<byte[]> indexes = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            indexes.add(bytes(in));
        }
        return indexes;
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_BYTES) {
            throw new BackupException("has a document of " + length + " bytes");
        }
        return in.readNBytes(length);
    }
}
