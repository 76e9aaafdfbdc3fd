/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * /proc/[pid]/mountinfo: the real volumes. Left out is what node_exporter leaves out by default, file systems in memory,
 * and all but one mount of each file system: bind mounts show the same space again.
 */
public final class MountFile {
    private static final Set<String> PSEUDO = Set.of(
            "autofs",
            "binfmt_misc",
            "bpf",
            "cgroup",
            "cgroup2",
            "configfs",
            "debugfs",
            "devpts",
            "devtmpfs",
            "efivarfs",
            "erofs",
            "fusectl",
            "hugetlbfs",
            "iso9660",
            "mqueue",
            "nsfs",
            "overlay",
            "proc",
            "pstore",
            "ramfs",
            "rootfs",
            "rpc_pipefs",
            "securityfs",
            "selinuxfs",
            "squashfs",
            "sysfs",
            "tmpfs",
            "tracefs",
            "fuse.lxcfs",
            "fuse.gvfsd-fuse",
            "fuse.portal",
            "fuse.snapfuse");
    private static final List<String> SYSTEM_TREES = List.of(
            "/dev",
            "/proc",
            "/sys",
            "/run/credentials",
            "/var/lib/docker",
            "/var/lib/containers/storage",
            "/var/lib/kubelet");
    /** Single files that a container engine mounts from the host. */
    private static final Set<String> CONTAINER_FILES = Set.of("/etc/hosts", "/etc/hostname", "/etc/resolv.conf");

    private static final Pattern OCTAL = Pattern.compile("\\\\([01][0-7]{2})");

    private MountFile() {}

    /** @param text the whole file */
    public static List<Volume> parse(String text) {
        Map<String, Line> byMountPoint = new LinkedHashMap<>();
        text.lines().map(MountFile::line).filter(line -> line != null).forEach(line -> {
            // A later mount at the same place hides the one before.
            byMountPoint.remove(line.volume.mountPoint());
            byMountPoint.put(line.volume.mountPoint(), line);
        });
        Map<String, Line> byDevice = new LinkedHashMap<>();
        byMountPoint.values().stream()
                .filter(line -> isReal(line.volume))
                .forEach(line -> byDevice.merge(line.number, line, MountFile::better));
        return new ArrayList<>(byDevice.values().stream().map(Line::volume).toList());
    }

    /** The mount of the file system's root rather than of a folder in it, then the shorter path. */
    private static Line better(Line one, Line other) {
        if (one.isRoot != other.isRoot) {
            return one.isRoot ? one : other;
        }
        return other.volume.mountPoint().length() < one.volume.mountPoint().length() ? other : one;
    }

    private static Line line(String line) {
        String[] fields = line.split(" ");
        int dash = 6;
        while (dash < fields.length && !fields[dash].equals("-")) {
            dash++;
        }
        if (dash + 2 >= fields.length) {
            return null;
        }
        boolean readOnly = isReadOnly(fields[5]) || dash + 3 < fields.length && isReadOnly(fields[dash + 3]);
        var volume = new Volume(plain(fields[dash + 2]), fields[dash + 1], plain(fields[4]), readOnly);
        return new Line(fields[2], fields[3].equals("/"), volume);
    }

    private static boolean isReal(Volume volume) {
        String place = volume.mountPoint();
        boolean rootOfContainer = volume.fileSystem().equals("overlay") && place.equals("/");
        return (rootOfContainer || !PSEUDO.contains(volume.fileSystem()))
                && !CONTAINER_FILES.contains(place)
                && SYSTEM_TREES.stream().noneMatch(tree -> place.equals(tree) || place.startsWith(tree + "/"));
    }

    /** Either the mount or the file system under it may be. */
    private static boolean isReadOnly(String options) {
        return options.equals("ro") || options.startsWith("ro,");
    }

    /** The kernel writes blank, tab, line feed, backslash and number sign as octal numbers. */
    private static String plain(String escaped) {
        return OCTAL.matcher(escaped)
                .replaceAll(octal ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(octal.group(1), 8))));
    }

    private record Line(String number, boolean isRoot, Volume volume) {}

    /**
     * @param device what is mounted; a path under /dev, or what a network file system calls its source
     * @param readOnly whether nothing can be written to it through this mount
     */
    public record Volume(String device, String fileSystem, String mountPoint, boolean readOnly) {

        /** A volume that can be written to. */
        public Volume(String device, String fileSystem, String mountPoint) {
            this(device, fileSystem, mountPoint, false);
        }

        /** Whether the volume lies on a device of this machine, and not on another machine that may be gone. */
        public boolean isLocal() {
            return device.startsWith("/dev/") || fileSystem.equals("overlay");
        }
    }
}
