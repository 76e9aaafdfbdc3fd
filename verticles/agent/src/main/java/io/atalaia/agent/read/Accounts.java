/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.parse.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/** Names of accounts. Those that a directory service knows keep their number: asking it may take its time. */
final class Accounts {
    private final Path passwd;
    private Map<Integer, String> names = Map.of();
    private FileTime readFrom;

    Accounts(Path etc) {
        passwd = etc.resolve("passwd");
    }

    /** Reads the names again when they were changed. */
    void refresh() throws IOException {
        if (Files.isReadable(passwd)) {
            var changed = Files.getLastModifiedTime(passwd);
            if (!changed.equals(readFrom)) {
                names = Texts.accounts(SmallFile.text(passwd));
                readFrom = changed;
            }
        }
    }

    String name(int user) {
        String name = names.get(user);
        return name == null ? Integer.toString(user) : name;
    }
}
