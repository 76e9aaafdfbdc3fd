/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The id by which a machine is known for good: a UUID in the data directory. */
public final class MachineId {
    private static final String FILE = "machine-id";

    private MachineId() {}

    /**
     * Reads the id, and makes one at the first start.
     *
     * @throws IllegalStateException when the file holds something else, with a sentence for whoever started the agent
     */
    public static String in(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        if (!Files.exists(file)) {
            write(file, UUID.randomUUID());
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
        try {
            String id = UUID.fromString(text).toString();
            if (id.equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Told below, with what to do about it.
        }
        throw new IllegalStateException(file + " does not hold a machine id (a UUID). Restore it from a backup,"
                + " or delete it: the machine then gets a new id and its history so far stays with the old one.");
    }

    /** Whole or not at all, also when the power fails. */
    private static void write(Path file, UUID id) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = file.resolveSibling(FILE + ".new");
        byte[] text = (id + "\n").getBytes(StandardCharsets.US_ASCII);
        try (var out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                int ignored = out.write(bytes);
            }
            out.force(true);
        }
        Path ignored = Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
