/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import com.mongodb.MongoClientException;
import com.mongodb.MongoSocketException;
import io.atalaia.platform.bus.Fault;
import io.vertx.core.Future;

/** Tells askers in a sentence that no database answers; every other failure stays what it is. */
final class OutOfReach {
    private OutOfReach() {}

    static <T> Future<T> told(Throwable cause) {
        boolean gone = cause instanceof MongoClientException || cause instanceof MongoSocketException;
        return Future.failedFuture(
                gone ? new Fault(Fault.UNAVAILABLE, "the database does not answer; try again later") : cause);
    }
}
