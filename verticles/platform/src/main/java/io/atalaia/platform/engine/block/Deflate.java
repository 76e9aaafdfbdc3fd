/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Raw Deflate (RFC 1951) at level 6. Higher levels win less than one percent on blocks and cost twice the time. */
final class Deflate {
    private static final int LEVEL = 6;
    private static final int CHUNK = 8 * 1024;

    /** Making one costs as much as deflating a column; each keeps about 256 KB outside of the heap. */
    private static final ThreadLocal<Deflater> DEFLATER = ThreadLocal.withInitial(() -> new Deflater(LEVEL, true));

    private Deflate() {}

    static byte[] deflated(byte[] plain) {
        Deflater deflater = DEFLATER.get();
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        var out = new ByteArrayOutputStream(plain.length / 2 + 16);
        byte[] chunk = new byte[Math.min(CHUNK, plain.length + 64)];
        while (!deflater.finished()) {
            out.write(chunk, 0, deflater.deflate(chunk));
        }
        return out.toByteArray();
    }

    /** Inflates the bytes from {@code from} on; gives up as soon as more than {@code most} bytes come out. */
    static byte[] inflated(byte[] packed, int from, int most) {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(packed, from, packed.length - from);
            return inflated(inflater, most);
        } catch (DataFormatException e) {
            throw new CorruptBlock("the compressed bytes are damaged", e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] inflated(Inflater inflater, int most) throws DataFormatException {
        var out = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        while (!inflater.finished()) {
            int got = inflater.inflate(chunk);
            if (got == 0 && !inflater.finished()) {
                throw new CorruptBlock("the compressed bytes end too early");
            }
            out.write(chunk, 0, got);
            if (out.size() > most) {
                throw new CorruptBlock("more than " + most + " bytes come out of the compressed ones");
            }
        }
        if (inflater.getRemaining() > 0) {
            throw new CorruptBlock(inflater.getRemaining() + " bytes too many");
        }
        return out.toByteArray();
    }
}
