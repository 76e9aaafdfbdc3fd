/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor;

import java.util.Locale;

/** Numbers of bytes as people read them. */
final class Sizes {
    private static final double MEBIBYTE = 1 << 20;
    private static final double GIBIBYTE = 1 << 30;

    private Sizes() {}

    static String of(long bytes) {
        return bytes >= GIBIBYTE
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / MEBIBYTE);
    }
}
