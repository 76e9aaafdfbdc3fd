/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;

/**
 * Documents in the store's pages, as BSON: a third of the time and of the extra bytes that Java's serialization takes, which
 * the server would use. What is too large for BSON is written that way all the same.
 */
final class DocumentType extends BasicDataType<Document> {
    /** No type of {@link ObjectDataType} begins with this. */
    private static final byte BSON = 30;
    /** The decoder refuses what is larger than 16 MB. */
    private static final int MOST_BYTES = 16 * 1000 * 1000;

    private final ObjectDataType java = new ObjectDataType();

    /** The store splits a page by what its documents take. */
    @Override
    public int getMemory(Document document) {
        return (int) Math.min(Integer.MAX_VALUE / 2, Weight.of(document));
    }

    @Override
    public boolean isMemoryEstimationAllowed() {
        return false;
    }

    @Override
    public void write(WriteBuffer buffer, Document document) {
        ByteBuf bson = Unpooled.buffer(getMemory(document) + 64);
        BsonEncoder.encodeDocument(document, bson);
        if (bson.readableBytes() > MOST_BYTES) {
            java.write(buffer, document);
        } else {
            buffer.put(BSON).putVarInt(bson.readableBytes()).put(bson.nioBuffer());
        }
    }

    @Override
    public Document read(ByteBuffer buffer) {
        if (buffer.get(buffer.position()) != BSON) {
            return (Document) java.read(buffer);
        }
        buffer.get();
        int length = DataUtils.readVarInt(buffer);
        ByteBuf bson = Unpooled.wrappedBuffer(buffer.slice().limit(length));
        buffer.position(buffer.position() + length);
        return BsonDecoder.decodeBson(bson);
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }
}
