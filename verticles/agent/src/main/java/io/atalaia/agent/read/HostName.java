/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.parse.Texts;

/** What a machine calls itself. */
final class HostName {
    private HostName() {}

    /** A container's kernel file tells the container's name whoever's tree it is read through: there the host's own file does. */
    static String of(Roots roots) {
        String own = SmallFile.word(roots.proc().resolve("sys/kernel/hostname"));
        return roots.foreign() ? Texts.firstOf(SmallFile.word(roots.etc().resolve("hostname")), own) : own;
    }
}
