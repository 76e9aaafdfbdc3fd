/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

/** Bytes that are not a block or a column. The message is a sentence that may be shown to whoever sent them. */
public final class CorruptBlock extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CorruptBlock(String message) {
        super(message);
    }

    CorruptBlock(String message, Throwable cause) {
        super(message, cause);
    }
}
