/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.wire.FactsForm;
import io.atalaia.contracts.wire.SampleForm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** One segment while samples are appended to it: the {@link Frame frames} of what will be one sealed file. */
final class Journal implements AutoCloseable {
    private final Disk disk;
    private final FileChannel file;
    private long size;
    private boolean named;

    private Journal(Disk disk, FileChannel file) {
        this.disk = disk;
        this.file = file;
    }

    static Journal begin(Disk disk, String name) throws IOException {
        var journal = new Journal(disk, disk.append(name));
        try {
            journal.append(Frame.of(Frame.HEAD, new byte[] {Frame.VERSION}));
            return journal;
        } catch (IOException e) {
            journal.close();
            disk.delete(name);
            throw e;
        }
    }

    /** The samples of this machine that follow are numbered from there on, and belong to these facts. */
    void machine(String boot, long nextSeq, MachineFacts facts) throws IOException {
        byte[] letters = boot.getBytes(StandardCharsets.UTF_8);
        var head = ByteBuffer.allocate(Long.BYTES + Short.BYTES + letters.length);
        head.putLong(nextSeq).putShort((short) letters.length).put(letters);
        append(Frame.of(Frame.MACHINE, head.array(), FactsForm.message(facts).toByteArray()));
    }

    void sample(Sample sample) throws IOException {
        append(Frame.of(Frame.SAMPLE, SampleForm.message(sample).toByteArray()));
    }

    /** The whole frame or nothing of it: what a full disk took only in part is cut off again. */
    private void append(ByteBuffer frame) throws IOException {
        try {
            file.position(size);
            Disk.all(file, frame);
            size = file.position();
        } catch (IOException e) {
            file.truncate(size);
            throw e;
        }
        disk.stepped();
    }

    long size() {
        return size;
    }

    /** What was appended survives a power cut. */
    void sync() throws IOException {
        file.force(false);
        if (!named) {
            disk.sync();
            named = true;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
