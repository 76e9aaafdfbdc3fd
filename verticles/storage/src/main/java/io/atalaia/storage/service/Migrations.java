/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import java.util.List;

/** The steps from the first layout to the one of this release. Those that were released stay as they are; new ones follow. */
public final class Migrations {
    private Migrations() {}

    public static List<Migration> all() {
        return List.of();
    }

    /** The version of the layout that this release works with, and the newest that it can read. */
    public static int newest() {
        return Layout.FIRST + all().size();
    }
}
