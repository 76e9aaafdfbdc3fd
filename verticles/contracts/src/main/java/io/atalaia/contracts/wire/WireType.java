/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.wire;

import java.util.function.Function;

/**
 * A record that may travel between nodes.
 *
 * @param name the short type name on the wire, 1 to 255 ASCII signs; never changes once released
 * @param binary its compact form; null for records that travel as JSON
 */
public record WireType<T extends Record>(String name, Class<T> type, Binary<T> binary) {

    public static <T extends Record> WireType<T> json(String name, Class<T> type) {
        return new WireType<>(name, type, null);
    }

    /**
     * @param decode throws {@link IllegalArgumentException} for bytes that it cannot read
     */
    public record Binary<T extends Record>(Function<T, byte[]> encode, Function<byte[], T> decode) {}
}
