/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** Opens the server's maps with our types before the server does: the store hands out a map that is open as it is. */
final class TypedDatabase extends H2Database {
    /** Between the collection's and the index's name. */
    static final String INDEX = "._index_";

    private static final String DOCUMENTS = "databases.";

    private final MVStore store;

    TypedDatabase(String name, MVStore store, CursorRegistry cursors) {
        super(name, opened(name, store), cursors);
        this.store = store;
    }

    /** The constructor of the server's class opens what is there, before this class has its fields. */
    private static MVStore opened(String database, MVStore store) {
        for (String name : store.getMapNames()) {
            if (name.startsWith(DOCUMENTS + database + ".")) {
                documents(store, name);
            } else if (name.startsWith(database + ".") && name.contains(INDEX)) {
                index(store, name);
            }
        }
        return store;
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
        if (store != null) {
            documents(store, DOCUMENTS + getDatabaseName() + "." + collection);
        }
        return super.openOrCreateCollection(collection, options);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        if (store != null) {
            index(store, getDatabaseName() + "." + collection + INDEX + index);
        }
        return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
    }

    @CanIgnoreReturnValue
    private static MVMap<Object, Document> documents(MVStore store, String name) {
        return store.openMap(name, new MVMap.Builder<Object, Document>().valueType(new DocumentType()));
    }

    @CanIgnoreReturnValue
    static MVMap<KeyValue, Object> index(MVStore store, String name) {
        return store.openMap(name, new MVMap.Builder<KeyValue, Object>().keyType(new IndexKeyType()));
    }
}
