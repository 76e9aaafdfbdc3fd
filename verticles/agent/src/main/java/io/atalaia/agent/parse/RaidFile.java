/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** /proc/mdstat: the arrays of the kernel's software RAID. */
public final class RaidFile {
    private static final Pattern ARRAY = Pattern.compile("(\\S+) : (?:active|inactive)\\b(.*)");
    private static final Pattern DISK = Pattern.compile("\\S+\\[\\d+\\]((?:\\([A-Z]\\))*)");
    private static final Pattern REQUIRED = Pattern.compile(".*\\[(\\d{1,4})/(\\d{1,4})\\].*");

    private RaidFile() {}

    public static List<Array> parse(String text) {
        List<Array> arrays = new ArrayList<>();
        String[] lines = text.split("\n");
        for (int line = 0; line < lines.length; line++) {
            var array = ARRAY.matcher(lines[line]);
            if (array.matches()) {
                arrays.add(array(array.group(1), array.group(2), line + 1 < lines.length ? lines[line + 1] : ""));
            }
        }
        return arrays;
    }

    /** The second line ends in {@code [wanted/active]} where the level knows of failing disks; RAID 0 does not. */
    private static Array array(String name, String disks, String blocks) {
        int failed = 0;
        int spare = 0;
        int all = 0;
        var disk = DISK.matcher(disks);
        while (disk.find()) {
            all++;
            failed += disk.group(1).contains("(F)") ? 1 : 0;
            spare += disk.group(1).contains("(S)") ? 1 : 0;
        }
        var required = REQUIRED.matcher(blocks);
        boolean told = required.matches();
        int active = told ? Integer.parseInt(required.group(2)) : all - failed - spare;
        return new Array(name, told ? Integer.parseInt(required.group(1)) : all, active, failed, spare);
    }

    /** @param required how many disks it has when it is whole */
    public record Array(String name, int required, int active, int failed, int spare) {}
}
