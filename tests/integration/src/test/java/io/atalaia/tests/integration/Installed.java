/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of others that a test needs. Where CI is set a missing one fails the test; elsewhere it skips it and says so. */
final class Installed {
    private Installed() {}

    /** @param packages what to install for it on Debian */
    static void require(String packages, String... commands) {
        for (String command : commands) {
            Result found = run(Path.of("."), Map.of(), "", "sh", "-c", command);
            String message = "this test needs: apt-get install --no-install-recommends " + packages;
            if (System.getenv("CI") != null) {
                assertThat(found.code()).as(message).isZero();
            }
            assumeTrue(found.code() == 0, message);
        }
    }

    record Result(int code, String output, String errors) {
        String good() {
            assertThat(code).as(output + errors).isZero();
            return output;
        }
    }

    /** Runs a program to its end. */
    static Result run(Path folder, Map<String, String> environment, String input, String... command) {
        try {
            Path output = Files.createTempFile("atalaia-test", ".out");
            Path errors = Files.createTempFile("atalaia-test", ".err");
            try {
                var builder = new ProcessBuilder(List.of(command))
                        .directory(folder.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                try (var in = process.getOutputStream()) {
                    in.write(input.getBytes(StandardCharsets.UTF_8));
                }
                if (!process.waitFor(120, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError(String.join(" ", command) + " did not end");
                }
                return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
