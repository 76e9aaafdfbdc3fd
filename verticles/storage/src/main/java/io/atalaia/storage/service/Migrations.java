/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.vertx.core.Future;
import java.util.List;

/** The steps from the first layout to the one of this release. Those that were released stay as they are; new ones follow. */
public final class Migrations {
    private static final String UNREADABLE =
            "the data were written by a build before the first release, whose packed hours this one cannot read:"
                    + " start with another data.directory or database";

    private Migrations() {}

    public static List<Migration> all() {
        return List.of(
                unreadable(2, "packed hours have groups of other series, and an index of another form"),
                unreadable(3, "series of no subsystem of their own are spread over several groups"));
    }

    private static Migration unreadable(int to, String what) {
        return new Migration(to, what, () -> Future.failedFuture(new IllegalStateException(UNREADABLE)));
    }

    /** The version of the layout that this release works with, and the newest that it can read. */
    public static int newest() {
        return Layout.FIRST + all().size();
    }
}
