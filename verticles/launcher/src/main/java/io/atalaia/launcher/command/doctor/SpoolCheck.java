/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How full a spool is: what waits there is what nobody has taken yet. */
public final class SpoolCheck {
    private static final double NEARLY = 0.8;
    private static final double MUCH = 0.25;
    private static final double PERCENT = 100;

    private SpoolCheck() {}

    /** @param most bytes that it may hold */
    public static Finding of(String what, Path folder, long most) {
        if (!Files.isDirectory(folder)) {
            return Finding.ok(what, "empty");
        }
        try (var files = Files.walk(folder)) {
            return judged(
                    what,
                    files.filter(Files::isRegularFile)
                            .mapToLong(SpoolCheck::size)
                            .sum(),
                    most);
        } catch (IOException | UncheckedIOException e) {
            return Finding.fail(
                    what, folder + " cannot be read: " + e.getMessage(), "chown it to the user that runs Atalaia");
        }
    }

    private static Finding judged(String what, long held, long most) {
        double share = (double) held / most;
        String detail = Sizes.of(held) + " of " + Sizes.of(most) + " (" + Math.round(share * PERCENT) + " %)";
        if (share > NEARLY) {
            return Finding.fail(
                    what, detail + ": the oldest samples are lost soon", "let it reach a gateway or storage");
        }
        return share > MUCH
                ? Finding.warn(what, detail + ": samples wait", "see why no gateway or storage takes them")
                : Finding.ok(what, detail);
    }

    /** A file that was sent and deleted meanwhile holds nothing. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
