/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

import java.util.Map;

/**
 * What operators say of a machine. Times are epoch milliseconds.
 *
 * @param id of the machine
 * @param name what people call it; empty for what its agent says
 * @param labels beside those of its agent, and in place of those of the same names
 * @param gone the newest of its samples that is hidden: with a newer one it is there again; 0 while nothing is
 * @param into the id under which it went on, while it is gone; empty when it did not
 * @param version grows with every change, from 1
 * @param changed when that was
 * @param changedBy the name of who changed it
 */
public record MachineNote(
        String id,
        String name,
        Map<String, String> labels,
        long gone,
        String into,
        long version,
        long changed,
        String changedBy) {

    public MachineNote {
        labels = Map.copyOf(labels);
    }

    /** Of a machine of which nothing was said yet. */
    public static MachineNote none(String id) {
        return new MachineNote(id, "", Map.of(), 0, "", 0, 0, "");
    }

    /** Says of it what people see. */
    public MachineNote called(String newName, Map<String, String> newLabels, long now, String by) {
        return new MachineNote(id, newName, newLabels, gone, into, version + 1, now, by);
    }

    /** Takes it out of sight. */
    public MachineNote gone(long newest, String heir, long now, String by) {
        return new MachineNote(id, name, labels, newest, heir, version + 1, now, by);
    }
}
