/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of control groups. */
public final class CgroupFile {
    private CgroupFile() {}

    /**
     * /proc/[pid]/cgroup: the path of a controller's group; null when there is no such line.
     *
     * @param controller empty for the second version, whose line names none
     */
    public static String path(String text, String controller) {
        return text.lines()
                .map(line -> line.split(":", 3))
                .filter(fields -> fields.length == 3 && fields[2].startsWith("/") && fields[2].indexOf('\0') < 0)
                .filter(fields -> Arrays.asList(fields[1].split(",")).contains(controller))
                .map(fields -> fields[2])
                .findFirst()
                .orElse(null);
    }

    /**
     * /proc/[pid]/mountinfo: whether what is mounted at a place is a group above the own: a container that sees the host's tree
     * would take the whole host's figures for its own.
     */
    public static boolean isAbove(String mounts, String mountPoint) {
        return mounts.lines()
                .map(line -> line.split(" "))
                .anyMatch(fields -> fields.length > 4 && fields[4].equals(mountPoint) && fields[3].startsWith("/.."));
    }

    /** A name and a number in each line. */
    public static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        text.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length == 2)
                .forEach(fields -> pairs.put(fields[0], fields[1]));
        return pairs;
    }

    /** NaN when it is not there. */
    public static double figure(Map<String, String> pairs, String name) {
        String text = pairs.getOrDefault(name, "");
        return text.matches("\\d{1,20}") ? Double.parseDouble(text) : Double.NaN;
    }
}
