/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.atalaia.contracts.wire.WireType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one codec of the platform: a byte with the length of a short type name, the name in ASCII, four bytes with the length
 * of the body, then the record in its binary form or as JSON. Unknown JSON fields are ignored, so that old and new nodes
 * talk. Within a node the record itself is passed on.
 *
 * <p>Decoding never throws: Vert.x decodes lazily, inside the consumer's {@code body()}, and whatever is thrown there leaves
 * the asker to time out. What cannot be read becomes an {@link Unreadable}, which the {@link Bus} answers with a fault.
 */
public final class WireCodec implements MessageCodec<Record, Record> {
    public static final String NAME = "atalaia-1";

    private final Map<String, WireType<?>> byName;
    private final Map<Class<?>, WireType<?>> byType;
    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .setSerializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public WireCodec(Collection<WireType<?>> types) {
        byName = types.stream().collect(Collectors.toUnmodifiableMap(WireType::name, Function.identity()));
        byType = types.stream().collect(Collectors.toUnmodifiableMap(WireType::type, Function.identity()));
    }

    boolean knows(Object body) {
        return byType.containsKey(body.getClass());
    }

    @Override
    public void encodeToWire(Buffer out, Record message) {
        var type = byType.get(message.getClass());
        byte[] name = type.name().getBytes(StandardCharsets.US_ASCII);
        byte[] body = encoded(type, message);
        out.appendUnsignedByte((short) name.length)
                .appendBytes(name)
                .appendInt(body.length)
                .appendBytes(body);
    }

    private <T extends Record> byte[] encoded(WireType<T> type, Record message) {
        try {
            return type.binary() == null
                    ? json.writeValueAsBytes(message)
                    : type.binary().encode().apply(type.type().cast(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Record decodeFromWire(int pos, Buffer in) {
        try {
            int at = pos + 1 + in.getUnsignedByte(pos);
            String name = in.getString(pos + 1, at);
            var type = byName.get(name);
            return type == null
                    ? new Unreadable("this node does not know messages of type '" + name + "'")
                    : decoded(type, in.getBytes(at + 4, at + 4 + in.getInt(at)));
        } catch (IOException | RuntimeException e) {
            return new Unreadable("a message could not be decoded: " + firstLine(e));
        }
    }

    private <T extends Record> T decoded(WireType<T> type, byte[] body) throws IOException {
        return type.binary() == null
                ? json.readValue(body, type.type())
                : type.binary().decode().apply(body);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public Record transform(Record message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }

    /** What arrives in place of a message that this node cannot read. */
    record Unreadable(String why) {}
}
