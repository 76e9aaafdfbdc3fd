/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database.backup;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a backup beside its place and moves it there when it is whole. After the header one gzip stream: a {@link #COLLECTION}
 * with its name and its indexes begins a collection, each {@link #DOCUMENT} is a length and BSON, {@link #END} ends all.
 */
final class BackupWriter implements AutoCloseable {
    static final int END = 0;
    static final int COLLECTION = 1;
    static final int DOCUMENT = 2;
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Path part;
    private final FileChannel channel;
    private final MessageDigest digest = Header.sha256();
    private final GZIPOutputStream gzip;
    private final DataOutputStream out;
    private long documents;

    private BackupWriter(Path file, Path part, FileChannel channel) throws IOException {
        this.file = file;
        this.part = part;
        this.channel = channel;
        channel.position(Header.LENGTH);
        OutputStream plain = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        gzip = new GZIPOutputStream(new DigestOutputStream(plain, digest), BUFFER);
        out = new DataOutputStream(new BufferedOutputStream(gzip, BUFFER));
    }

    /** Only its owner can read the file: it holds what the database holds. */
    static BackupWriter to(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new BackupWriter(file, part, FileChannel.open(part, Set.of(StandardOpenOption.WRITE)));
    }

    void collection(String name, List<byte[]> indexes) throws IOException {
        out.writeByte(COLLECTION);
        out.writeUTF(name);
        out.writeInt(indexes.size());
        for (byte[] index : indexes) {
            bytes(index);
        }
    }

    void document(byte[] bson) throws IOException {
        out.writeByte(DOCUMENT);
        bytes(bson);
        documents++;
    }

    private void bytes(byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** The header comes last, since only then its checksum is known; then the file gets its name. */
    long finish(int layout, String product, String time) throws IOException {
        out.writeByte(END);
        out.writeLong(documents);
        out.flush();
        gzip.finish();
        gzip.flush();
        var header = new Header(Header.MAGIC, Header.FORMAT, layout, product, time, documents, "");
        ByteBuffer first = ByteBuffer.wrap(header.signed(digest.digest()).bytes());
        long at = 0;
        while (first.hasRemaining()) {
            at += channel.write(first, at);
        }
        channel.force(true);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return documents;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }
}
