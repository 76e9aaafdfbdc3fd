/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import com.sun.jna.platform.linux.LibC;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The space of a mounted volume. */
final class LinuxSpace {
    private LinuxSpace() {}

    /** Without native code, where temporary folders forbid it, the numbers of files stay unknown. */
    static VolumeFigures of(String mountPoint) throws IOException {
        try {
            return statvfs(mountPoint);
        } catch (LinkageError e) {
            var store = Files.getFileStore(Path.of(mountPoint));
            return new VolumeFigures(
                    store.getTotalSpace(), store.getUnallocatedSpace(), store.getUsableSpace(), Double.NaN, Double.NaN);
        }
    }

    private static VolumeFigures statvfs(String mountPoint) throws IOException {
        var space = new LibC.Statvfs();
        if (LibC.INSTANCE.statvfs(mountPoint, space) != 0) {
            throw new IOException(mountPoint + " cannot be measured");
        }
        double fragment = space.f_frsize.doubleValue();
        return new VolumeFigures(
                space.f_blocks.doubleValue() * fragment,
                space.f_bfree.doubleValue() * fragment,
                space.f_bavail.doubleValue() * fragment,
                space.f_files.doubleValue(),
                space.f_ffree.doubleValue());
    }
}
