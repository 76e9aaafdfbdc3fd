/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What a node is called: a name for people, and an id that no other process ever had. */
public final class NodeName {
    private static final Path LINUX_HOSTNAME = Path.of("/proc/sys/kernel/hostname");

    private NodeName() {}

    /** The host's name, without asking a name server where the kernel tells it. */
    public static String ofHost() {
        try {
            return Files.isReadable(LINUX_HOSTNAME)
                    ? Files.readString(LINUX_HOSTNAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "localhost";
        }
    }

    /** Bus addresses end in it, so it keeps to letters, digits and hyphens. */
    public static String idFor(String name) {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return name.replaceAll("[^A-Za-z0-9]+", "-") + "-" + HexFormat.of().formatHex(random);
    }
}
