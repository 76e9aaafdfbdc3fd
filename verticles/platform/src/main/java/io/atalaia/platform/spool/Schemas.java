/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import io.atalaia.contracts.proto.SchemaMessage;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.wire.SchemaForm;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Each schema in a file of its own, named by its hash, for as long as a block or the journal needs it. */
final class Schemas {
    /**
     * A schema that no segment used for an hour is forgotten, and written anew when it comes back. Segments are numbered by the
     * millisecond in which they began.
     */
    private static final long KEPT_MILLIS = 3_600_000;

    private final Disk disk;
    private final Map<String, Known> known = new HashMap<>();
    private boolean unsynced;
    /** The disk did not take a schema. */
    private boolean missing;

    private long bytes;

    Schemas(Disk disk) throws IOException {
        this.disk = disk;
        for (String name : disk.names()) {
            if (name.endsWith(Names.SCHEMA)) {
                var one = new Known(name);
                one.bytes = disk.size(name);
                bytes += one.bytes;
                known.put(name.substring(0, name.length() - Names.SCHEMA.length()), one);
            }
        }
    }

    /** Keeps the schema on disk before a journal names it; the power cut waits for {@link #sync}. */
    void use(Schema schema, long segment) throws IOException {
        var one = known.computeIfAbsent(schema.hash(), hash -> new Known(hash + Names.SCHEMA));
        one.schema = schema;
        one.lastUsed = segment;
        if (one.bytes == 0) {
            missing = true;
            writeMissing();
        }
    }

    private void writeMissing() throws IOException {
        for (Known one : known.values()) {
            if (one.bytes == 0 && one.schema != null) {
                write(one);
            }
        }
        missing = false;
    }

    private void write(Known one) throws IOException {
        var content = Frame.of(Frame.SCHEMA, SchemaForm.message(one.schema).toByteArray());
        long size = content.remaining();
        disk.writeLazily(one.name, content);
        one.bytes = size;
        bytes += size;
        unsynced = true;
    }

    /** Also brings to disk what it did not take before: a sealed file must not be there without its schema. */
    void sync() throws IOException {
        if (missing) {
            writeMissing();
        }
        if (unsynced) {
            disk.sync();
            unsynced = false;
        }
    }

    void hold(String hash) {
        known.computeIfAbsent(hash, missing -> new Known(hash + Names.SCHEMA)).holders++;
    }

    void release(String hash) {
        var one = known.get(hash);
        if (one != null) {
            one.holders--;
        }
    }

    /** Fails when it is not there or cannot be believed. */
    Schema read(String hash) throws IOException {
        var one = known.get(hash);
        if (one == null) {
            throw new IOException("there is no schema " + hash);
        }
        if (one.schema == null) {
            one.schema = parsed(disk.read(one.name));
            if (!one.schema.hash().equals(hash)) {
                one.schema = null;
                throw new IOException("the file of schema " + hash + " holds another");
            }
        }
        return one.schema;
    }

    private static Schema parsed(byte[] content) throws IOException {
        var frame = Frame.at(content, 0);
        if (frame == null || frame.type() != Frame.SCHEMA) {
            throw new IOException("a schema's file is damaged");
        }
        try {
            return SchemaForm.schema(SchemaMessage.parseFrom(frame.body()));
        } catch (IllegalArgumentException e) {
            throw new IOException(e);
        }
    }

    /** Forgets what nothing needs. */
    void tidy(long segment) throws IOException {
        var old = Set.copyOf(known.keySet());
        for (String hash : old) {
            var one = known.get(hash);
            if (segment - one.lastUsed > KEPT_MILLIS) {
                one.schema = one.bytes > 0 ? null : one.schema;
                if (one.holders <= 0) {
                    known.remove(hash);
                    bytes -= one.bytes;
                    disk.delete(one.name);
                }
            }
        }
    }

    long bytes() {
        return bytes;
    }

    private static final class Known {
        private final String name;
        private Schema schema;
        private long bytes;
        private long lastUsed;
        private int holders;

        Known(String name) {
            this.name = name;
        }
    }
}
