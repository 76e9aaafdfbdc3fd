/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The {@code cluster.xml} that operators get, changed as its comments tell them to. */
public final class ClusterFile {
    private ClusterFile() {}

    /** As it comes with Atalaia; found from whichever module's folder the test runs in. */
    public static String shipped() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("cluster.xml");
            if (Files.exists(file)) {
                return read(file);
            }
        }
        throw new IllegalStateException("cluster.xml is not where it should be");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * For processes of this machine, with a name and ports that no others use.
     *
     * @param nodes how many there may be, up to ten
     */
    public static Path write(Path folder, int nodes) {
        int first = FreePorts.next();
        String members = IntStream.range(first, first + nodes)
                .mapToObj(port -> "<member>127.0.0.1:" + port + "</member>")
                .collect(Collectors.joining());
        String port = "<port auto-increment=\"true\" port-count=\"%d\">%d</port>".formatted(nodes, first);
        String text = shipped()
                .replaceAll("<cluster-name>[^<]*", "<cluster-name>test-" + first)
                .replaceAll("(?s)<port [^>]*>[^<]*</port>", port)
                .replaceAll("(?s)<member-list>.*</member-list>", "<member-list>" + members + "</member-list>");
        try {
            return Files.writeString(folder.resolve("cluster.xml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
