/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.proto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever writes a client has the .proto files alone: each says of everything in it what it is. */
class ProtoCommentsTest {
    private static final Path FOLDER = Path.of("src/main/protobuf");
    private static final Pattern NAMED = Pattern.compile("(message|service|enum|oneof|rpc) \\w+.*");
    private static final Pattern FIELD = Pattern.compile("((repeated|optional) )?(map<[^>]+>|[\\w.]+) \\w+ = \\d+;.*");
    private static final Pattern VALUE = Pattern.compile("[A-Z][A-Z0-9_]+ = [1-9]\\d*;.*");
    private static final Pattern OTHER = Pattern.compile("(option|syntax|package|import) .*");

    @Test
    void everythingSaysWhatItIs() throws IOException {
        var silent = new ArrayList<String>();
        try (var files = Files.walk(FOLDER)) {
            List<Path> protos =
                    files.filter(file -> file.toString().endsWith(".proto")).toList();
            assertThat(protos).hasSizeGreaterThan(3);
            for (Path proto : protos) {
                silent.addAll(silent(proto));
            }
        }
        assertThat(silent).isEmpty();
    }

    private static List<String> silent(Path proto) throws IOException {
        var silent = new ArrayList<String>();
        String before = "";
        for (String written : Files.readAllLines(proto)) {
            String line = written.strip();
            if (isNamed(line) && !before.startsWith("//")) {
                silent.add(proto.getFileName() + ": " + line);
            }
            before = line;
        }
        return silent;
    }

    private static boolean isNamed(String line) {
        return !OTHER.matcher(line).matches()
                && (NAMED.matcher(line).matches()
                        || FIELD.matcher(line).matches()
                        || VALUE.matcher(line).matches());
    }
}
