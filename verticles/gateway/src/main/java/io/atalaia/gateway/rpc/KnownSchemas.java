/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.atalaia.contracts.proto.SchemaMessage;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.wire.SchemaForm;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Schemas that agents have told of. Machines of one kind have equal ones, and all of a fleet greet at once when a gateway comes
 * back: a schema whose bytes came before is neither parsed nor hashed again. What a message says of its hash plays no part: only
 * equal bytes are the same schema, and its hash was computed when they came first. Used on the gateway's event loop alone.
 */
final class KnownSchemas {
    /** In all of them together: some 600 of 150 series. In memory a schema takes about six times its bytes. */
    static final int MOST_BYTES = 4 << 20;

    /** Their bytes to the schemas, those that were needed last at the end. */
    private final Map<ByteBuffer, Schema> known = new LinkedHashMap<>(16, 0.75f, true);

    private int bytes;
    private long parsed;

    /**
     * What came on a stream.
     *
     * @param message without the schema when that is known
     * @param schema null when the message has none, or more than one place for it
     */
    record Told(AgentMessage message, Schema schema) {}

    /**
     * A schema that is not what it says is left in its message, for whoever answers that.
     *
     * @throws InvalidProtocolBufferException when it is no such message
     */
    Told read(byte[] message) throws InvalidProtocolBufferException {
        var place = SchemaPlace.in(message);
        if (place == null) {
            return new Told(AgentMessage.parseFrom(message), null);
        }
        Schema schema = known.get(place.content(message));
        if (schema == null) {
            schema = learnt(place.copyFrom(message));
        }
        return new Told(AgentMessage.parseFrom(schema == null ? message : place.cutFrom(message)), schema);
    }

    /** Null when it cannot be believed. */
    private Schema learnt(byte[] content) throws InvalidProtocolBufferException {
        parsed++;
        Schema schema;
        try {
            schema = SchemaForm.schema(SchemaMessage.parseFrom(content));
        } catch (IllegalArgumentException unbelievable) {
            return null;
        }
        if (content.length <= MOST_BYTES) {
            known.put(ByteBuffer.wrap(content), schema);
            bytes += content.length;
        }
        for (Iterator<ByteBuffer> eldest = known.keySet().iterator(); bytes > MOST_BYTES && eldest.hasNext(); ) {
            bytes -= eldest.next().remaining();
            eldest.remove();
        }
        return schema;
    }

    int bytes() {
        return bytes;
    }

    /** How many were not known. */
    long parsed() {
        return parsed;
    }
}
