/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor;

/**
 * One thing that was looked at.
 *
 * @param what was looked at
 * @param detail how it is
 * @param mend what a person can do; empty when all is well
 */
public record Finding(Grade grade, String what, String detail, String mend) {
    /** How bad it is. */
    public enum Grade {
        OK,
        /** Works, and will not always. */
        WARN,
        /** Does not work. */
        FAIL
    }

    public static Finding ok(String what, String detail) {
        return new Finding(Grade.OK, what, detail, "");
    }

    public static Finding warn(String what, String detail, String mend) {
        return new Finding(Grade.WARN, what, detail, mend);
    }

    public static Finding fail(String what, String detail, String mend) {
        return new Finding(Grade.FAIL, what, detail, mend);
    }
}
