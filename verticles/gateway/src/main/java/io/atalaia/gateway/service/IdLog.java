/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.gateway.engine.SeenIds;
import io.atalaia.platform.spool.Stamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The ids of samples on disk. An id is written before its sample, and a group is confirmed once its samples are safe. After a
 * crash in between the spool tells which samples of the last group it has: an id whose sample it lacks is forgotten, so that the
 * sample is taken when it is sent again. Two files take turns, so that what is old goes. Blocks; used by one thread at a time.
 *
 * <p>A line is {@code i<TAB>millis<TAB>machine<TAB>boot<TAB>time<TAB>id<TAB>client}, or {@code c} (what stands before is
 * confirmed), or {@code x} (what was not confirmed is void).
 */
final class IdLog implements AutoCloseable {
    private static final String CONFIRMED = "c\n";
    private static final String VOID = "x\n";
    private static final int FIELDS = 7;

    private final Path now;
    private final Path before;
    private FileChannel file;
    private int lines;
    /** The group before was not begun whole: its ids must not be confirmed with the next. */
    private boolean torn;

    /**
     * @param millis when it came, epoch milliseconds
     * @param time of the sample
     */
    record Id(long millis, String machine, String boot, long time, String id, String client) {
        private String line() {
            return String.join("\t", "i", "" + millis, machine, boot, "" + time, id, client) + "\n";
        }

        private Stamp stamp() {
            return new Stamp(machine, boot, time);
        }
    }

    IdLog(Path directory) throws IOException {
        Files.createDirectories(directory);
        now = directory.resolve("ids");
        before = directory.resolve("ids.before");
    }

    /** Whether the last group needs the spool's word. */
    boolean unconfirmed() throws IOException {
        var open = new ArrayList<Id>();
        read(now, new ArrayList<>(), open);
        return !open.isEmpty();
    }

    /**
     * What is remembered, oldest first. Call it once, before anything is written.
     *
     * @param spooled the samples that the spool has; looked at only when a group is {@link #unconfirmed}
     */
    List<Id> open(Set<Stamp> spooled) throws IOException {
        var known = new ArrayList<Id>();
        read(before, known, new ArrayList<>());
        var open = new ArrayList<Id>();
        lines = read(now, known, open);
        file = FileChannel.open(now, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        var text = new StringBuilder("\n" + VOID);
        for (Id id : open) {
            if (spooled.contains(id.stamp())) {
                known.add(id);
                text.append(id.line());
            }
        }
        write(text.append(CONFIRMED));
        file.force(false);
        return known;
    }

    /** @return how many lines there are; what is torn or strange is none */
    @CanIgnoreReturnValue
    private static int read(Path path, List<Id> confirmed, List<Id> open) throws IOException {
        if (!Files.exists(path)) {
            return 0;
        }
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        int count = 0;
        for (String line : whole.split("\n")) {
            count++;
            if (line.equals("c")) {
                confirmed.addAll(open);
                open.clear();
            } else if (line.equals("x")) {
                open.clear();
            } else {
                readId(line, open);
            }
        }
        return count;
    }

    private static void readId(String line, List<Id> open) {
        String[] field = line.split("\t", FIELDS);
        try {
            if (field.length == FIELDS && field[0].equals("i")) {
                open.add(new Id(
                        Long.parseLong(field[1]), field[2], field[3], Long.parseLong(field[4]), field[5], field[6]));
            }
        } catch (NumberFormatException e) {
            // A damaged line: its sample may count twice when it is sent again, which is better than not at all.
            return;
        }
    }

    /** Before the samples are handed to the spool. Survives the end of the process when it returns, and a power cut too. */
    void begin(List<Id> ids) throws IOException {
        if (lines > SeenIds.MOST) {
            turn();
        }
        var text = new StringBuilder(torn ? "\n" + VOID : "");
        ids.forEach(id -> text.append(id.line()));
        lines += ids.size() + 1;
        torn = true;
        write(text);
        file.force(false);
        torn = false;
    }

    /** After the spool has the samples on disk. */
    void confirm() throws IOException {
        write(new StringBuilder(CONFIRMED));
    }

    private void turn() throws IOException {
        file.close();
        if (Files.exists(now)) {
            // It is not there when the try before ended between the two steps.
            Files.move(now, before, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        file = FileChannel.open(now, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        lines = 0;
    }

    private void write(StringBuilder text) throws IOException {
        var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            if (file.write(bytes) < 0) {
                throw new IOException("nothing was written to " + now);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
