/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** Whether the data directory can be used, and has room. */
public final class DataCheck {
    private static final String WHAT = "data directory";
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private DataCheck() {}

    /** @param needed bytes that should be free */
    public static List<Finding> of(Path data, long needed) {
        Path there = data;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        Finding usable = usable(data, there);
        return usable.grade() == Finding.Grade.OK
                ? List.of(usable, room(there, needed), closed(data))
                : List.of(usable);
    }

    private static Finding usable(Path data, Path there) {
        if (there == null || !Files.isDirectory(there)) {
            return Finding.fail(WHAT, there + " is no folder", "move it away, or set data.directory");
        }
        try {
            Path tried = Files.createTempFile(there, ".doctor", "");
            Files.delete(tried);
        } catch (IOException e) {
            return Finding.fail(
                    WHAT,
                    there + " cannot be written by " + System.getProperty("user.name"),
                    "chown it to the user that runs Atalaia, and look whether the disk is mounted read-only");
        }
        return Finding.ok(WHAT, data + (there.equals(data) ? " can be written" : " is not there yet, and can be made"));
    }

    private static Finding room(Path there, long needed) {
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String detail = Sizes.of(free) + " free on the disk of " + there;
            return free < needed
                    ? Finding.fail("free space", detail + ", " + Sizes.of(needed) + " may be needed", "make room")
                    : Finding.ok("free space", detail);
        } catch (IOException e) {
            return Finding.warn("free space", "cannot be told: " + e.getMessage(), "look with df");
        }
    }

    private static Finding closed(Path data) {
        String what = "access to the data";
        try {
            var open = Files.exists(data) ? Files.getPosixFilePermissions(data) : Set.<PosixFilePermission>of();
            return open.stream().anyMatch(OF_OTHERS::contains)
                    ? Finding.warn(what, "every user of this machine can look into " + data, "chmod 0750 " + data)
                    : Finding.ok(what, "only its owner and group look into it");
        } catch (IOException | UnsupportedOperationException e) {
            return Finding.ok(what, "not known on this system");
        }
    }
}
