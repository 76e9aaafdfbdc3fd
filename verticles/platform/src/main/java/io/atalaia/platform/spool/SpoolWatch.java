/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import java.io.IOException;

/** Hears what happens to a spool, on the thread that used it. */
public interface SpoolWatch {
    /** Samples were given up. */
    void dropped(int samples, String reason);

    /** The disk takes nothing any more: samples wait in memory. Told once until {@link #diskWorks}. */
    void diskFailed(IOException cause);

    /** Everything that waited is on disk or with storage. */
    void diskWorks();

    /** A file, or a part of it, could not be read. */
    void damaged(String file, String what);
}
