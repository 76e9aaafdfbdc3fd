/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Programs that watch this machine, each with the processes that it starts. */
final class Watchers implements AutoCloseable {
    private final Map<String, Process> processes = new LinkedHashMap<>();

    void start(String name, Path folder, List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.log").toFile())
                    .start();
            processes.put(name, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Double> cpuSeconds() {
        return each(ProcessFigures::cpuSeconds);
    }

    Map<String, Double> residentBytes() {
        return each(ProcessFigures::residentBytes);
    }

    private Map<String, Double> each(ToDoubleFunction<ProcessFigures> figure) {
        Map<String, Double> sums = new LinkedHashMap<>();
        processes.forEach((name, process) -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(name + " ended with " + process.exitValue());
            }
            sums.put(
                    name,
                    family(process).mapToDouble(one -> figureOf(one, figure)).sum());
        });
        return sums;
    }

    private static Stream<ProcessHandle> family(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private static double figureOf(ProcessHandle one, ToDoubleFunction<ProcessFigures> figure) {
        try {
            return Files.exists(Path.of("/proc/" + one.pid()))
                    ? figure.applyAsDouble(new ProcessFigures(one.pid()))
                    : 0;
        } catch (UncheckedIOException e) {
            // It ended while it was looked at.
            return 0;
        }
    }

    @Override
    public void close() {
        processes.values().forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }
}
