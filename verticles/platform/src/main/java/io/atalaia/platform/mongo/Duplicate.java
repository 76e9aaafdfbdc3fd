/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;

/** Tells the failure of a write that met another document with its id from every other failure. */
final class Duplicate {
    private Duplicate() {}

    static boolean is(Throwable cause) {
        if (cause instanceof MongoWriteException write) {
            return write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
        }
        return cause instanceof MongoException other
                && ErrorCategory.fromErrorCode(other.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }
}
