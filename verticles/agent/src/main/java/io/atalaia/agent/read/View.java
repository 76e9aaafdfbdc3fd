/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.contracts.machine.MachineFacts;
import java.nio.file.Files;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether the figures are a host's or a container's. The kernel's own word counts most: the first namespace of each kind has a
 * fixed number (include/uapi/linux/nsfs.h). The marks that container engines leave are hints: a virtual machine whose disk was
 * made from an image has them too.
 */
final class View {
    private static final String FIRST_PIDS = "pid:[4026531836]";
    private static final String FIRST_CGROUPS = "cgroup:[4026531835]";
    private static final Pattern ENGINES =
            Pattern.compile("docker|kubepods|containerd|libpod|crio|/lxc|lxc\\.payload|machine\\.slice");
    private static final Pattern PROCESS_ONE = Pattern.compile("\\((\\d+),");

    private View() {}

    static String of(Roots roots) {
        return !roots.foreign() && isContainer(roots) ? MachineFacts.CONTAINER : MachineFacts.HOST;
    }

    private static boolean isContainer(Roots roots) {
        String pids = SmallFile.link(roots.proc().resolve("self/ns/pid"));
        if (pids.isEmpty()) {
            return isMarked(roots) || runsInEngine(roots) || isRenumbered(roots);
        }
        if (!pids.equals(FIRST_PIDS)) {
            return !isWindowsSubsystem(roots);
        }
        // A container may share the host's processes: it still has a tree of cgroups of its own.
        String cgroups = SmallFile.link(roots.proc().resolve("self/ns/cgroup"));
        return isMarked(roots) && !cgroups.isEmpty() && !cgroups.equals(FIRST_CGROUPS);
    }

    private static boolean isMarked(Roots roots) {
        return Files.exists(roots.at("/.dockerenv"))
                || Files.exists(roots.at("/run/.containerenv"))
                || Files.exists(roots.at("/run/systemd/container"));
    }

    private static boolean runsInEngine(Roots roots) {
        return ENGINES.matcher(SmallFile.text(roots.proc().resolve("1/cgroup"))).find()
                || SmallFile.text(roots.proc().resolve("1/environ")).contains("container=");
    }

    /** The first line of a process's sched tells its number as the host counts. */
    private static boolean isRenumbered(Roots roots) {
        var one = PROCESS_ONE.matcher(SmallFile.text(roots.proc().resolve("1/sched")));
        return one.find() && !one.group(1).equals("1");
    }

    /** It numbers its processes anew, but its figures are those of its whole virtual machine. */
    private static boolean isWindowsSubsystem(Roots roots) {
        return SmallFile.text(roots.proc().resolve("sys/kernel/osrelease"))
                .toLowerCase(Locale.ROOT)
                .contains("microsoft");
    }
}
