/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of the system to their end. */
final class Command {
    private static final int MOST_SECONDS = 20;

    private Command() {}

    /**
     * @param code that it ended with; 127 when there is no such program
     * @param output errors included
     */
    record Result(List<String> command, int code, String output) {
        String good() {
            if (code != 0) {
                throw new IllegalStateException(command + " ended with " + code + ": " + output);
            }
            return output;
        }
    }

    /** With words that hold no blanks, as those of ip are. */
    static Result run(String words) {
        return run("", List.of(words.split(" ")));
    }

    static Result run(String input, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " does not end");
            }
            return new Result(command, process.exitValue(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            return new Result(command, 127, e.toString());
        }
    }
}
