/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files that come inside the jar. */
public final class Packaged {
    public static final String CONFIGURATION = "conf/atalaia.yaml";
    public static final String CLUSTER = "cluster.xml";

    private Packaged() {}

    public static String text(String name) {
        try (var file = Packaged.class.getClassLoader().getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the build lacks " + name + "; build it anew");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
