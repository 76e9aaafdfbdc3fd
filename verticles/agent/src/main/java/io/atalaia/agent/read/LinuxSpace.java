/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import com.sun.jna.platform.linux.LibC;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The space of a mounted volume. */
final class LinuxSpace {
    /** struct statvfs of 64-bit Linux: numbers of eight bytes each, these from the second on. */
    private static final int SIZE = 128;

    private static final int FRAGMENT_BYTES = 8;
    private static final int FRAGMENTS = 16;
    private static final int FREE_FRAGMENTS = 24;
    private static final int USABLE_FRAGMENTS = 32;
    private static final int FILES = 40;
    private static final int FREE_FILES = 48;

    private LinuxSpace() {}

    /** Without native code, where temporary folders forbid it, the numbers of files stay unknown. */
    static VolumeFigures of(String mountPoint) throws IOException {
        try {
            return KernelCall.isPossible() ? statvfs(mountPoint) : narrow(mountPoint);
        } catch (LinkageError e) {
            return withoutFiles(mountPoint);
        }
    }

    private static VolumeFigures withoutFiles(String mountPoint) throws IOException {
        var store = Files.getFileStore(Path.of(mountPoint));
        return new VolumeFigures(
                store.getTotalSpace(), store.getUnallocatedSpace(), store.getUsableSpace(), Double.NaN, Double.NaN);
    }

    private static VolumeFigures statvfs(String mountPoint) throws IOException {
        try (var space = KernelCall.structure(SIZE)) {
            if (KernelCall.of("statvfs", mountPoint, space) != 0) {
                throw new IOException(mountPoint + " cannot be measured");
            }
            double fragment = space.getLong(FRAGMENT_BYTES);
            return new VolumeFigures(
                    space.getLong(FRAGMENTS) * fragment,
                    space.getLong(FREE_FRAGMENTS) * fragment,
                    space.getLong(USABLE_FRAGMENTS) * fragment,
                    space.getLong(FILES),
                    space.getLong(FREE_FILES));
        }
    }

    /** Of 32-bit systems, each of which has a structure of its own. */
    private static VolumeFigures narrow(String mountPoint) throws IOException {
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
