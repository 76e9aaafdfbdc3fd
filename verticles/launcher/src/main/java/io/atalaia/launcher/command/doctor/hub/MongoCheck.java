/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor.hub;

import io.atalaia.launcher.command.doctor.Finding;
import io.atalaia.launcher.database.backup.MongoLook;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Whether the MongoDB that is configured can be used, and keeps what it acknowledges. */
final class MongoCheck {
    private static final String WHAT = "MongoDB";
    private static final long PAUSE_MILLIS = 100;

    private MongoCheck() {}

    static Finding of(String uri) {
        var look = MongoLook.at(uri, () -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS)));
        if (!look.why().isEmpty()) {
            return Finding.fail(
                    WHAT, look.why(), "correct storage.mongo.uri, or see that it runs and is reached from here");
        }
        if (!look.set()) {
            return Finding.warn(
                    WHAT,
                    "is one server and no replica set: what it acknowledged goes with its disk",
                    "make it a replica set of three");
        }
        String detail = look.reached() + " of " + look.members() + " members are reached";
        if (!look.primary() || look.reached() * 2 <= look.members()) {
            return Finding.fail(
                    WHAT,
                    detail + ", and there is no majority that takes writes",
                    "start the members that are missing");
        }
        return look.reached() < look.members()
                ? Finding.warn(WHAT, detail, "start the member that is missing")
                : Finding.ok(WHAT, detail + ", and a majority takes writes");
    }
}
