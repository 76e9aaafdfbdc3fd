/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import java.io.IOException;

/** Files that could not be read: the newest few are kept for whoever wants to know why. */
final class Corrupt {
    private static final int MOST = 8;

    private Corrupt() {}

    static void setAside(Disk disk, String name) throws IOException {
        disk.rename(name, name + Names.CORRUPT);
        var all =
                disk.names().stream().filter(one -> one.endsWith(Names.CORRUPT)).toList();
        for (String old : all.subList(0, Math.max(0, all.size() - MOST))) {
            disk.delete(old);
        }
    }
}
