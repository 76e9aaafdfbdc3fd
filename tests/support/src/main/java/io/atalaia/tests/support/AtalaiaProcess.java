/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Atalaia as its users start it: a process of its own, from the distribution that the build laid out. */
public final class AtalaiaProcess implements AutoCloseable {
    /** What the start script allows a process that nobody gave more. */
    public static final String HEAP = "512m";

    /** Where the modules under tests/ find the distribution. */
    private static final Path DISTRIBUTION = Path.of("../../verticles/launcher/target/atalaia/atalaia.jar");

    /** Several processes of one machine: only one of them could have the ports of the defaults. */
    private static final List<String> PORTS =
            List.of("gateway.ingest.lines.port", "gateway.forward.port", "discovery.dns.port", "discovery.text.port");

    /** Tests of who may come in say themselves whether everybody may. */
    private static final String ANONYMOUS = "gateway.access.anonymous";

    /** What the build tells processes that end within a minute, which they would spend on optimizing. A bench tells them nothing. */
    private static final List<String> SHORT_LIVED = Arrays.stream(
                    System.getProperty("atalaia.process.arguments", "").split(" "))
            .filter(argument -> !argument.isBlank())
            .toList();

    private static final Path AGENT = Path.of("../../verticles/launcher/target/atalaia-agent/atalaia-agent");

    private final Process process;
    private final Path output;
    private final Path errors;
    private final long startedNanos = System.nanoTime();

    private AtalaiaProcess(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** @param directory where its output goes; arguments are those of the command line */
    public static AtalaiaProcess start(Path directory, String... arguments) {
        return startWithHeap(HEAP, directory, arguments);
    }

    /** @param heap the most that it may grow to, as Java's -Xmx takes it */
    public static AtalaiaProcess startWithHeap(String heap, Path directory, String... arguments) {
        return startThrough(List.of(), heap, directory, arguments);
    }

    /**
     * @param door a program with its arguments that becomes the one named behind them, as {@code ip netns exec NAME} does;
     *     empty for none
     */
    public static AtalaiaProcess startThrough(List<String> door, String heap, Path directory, String... arguments) {
        var program = new ArrayList<>(door);
        program.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        program.addAll(SHORT_LIVED);
        program.addAll(List.of(
                "-Xmx" + heap,
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-jar",
                DISTRIBUTION.toAbsolutePath().normalize().toString()));
        return start(directory, program, arguments);
    }

    /** An agent on its own, by the start script of its distribution. */
    public static AtalaiaProcess startAgent(Path directory, String... arguments) {
        return start(directory, List.of(AGENT.toAbsolutePath().normalize().toString()), arguments);
    }

    /** @param door as of {@link #startThrough} */
    public static AtalaiaProcess startAgentThrough(List<String> door, Path directory, String... arguments) {
        var program = new ArrayList<>(door);
        program.add(AGENT.toAbsolutePath().normalize().toString());
        return start(directory, program, arguments);
    }

    private static AtalaiaProcess start(Path directory, List<String> program, String... arguments) {
        // Whoever starts the tests in the background makes them ignore Ctrl-C, which a process hands on.
        var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(program);
        command.addAll(Arrays.asList(arguments));
        if (arguments[0].equals("run")) {
            PORTS.stream()
                    .filter(port -> Arrays.stream(arguments).noneMatch(one -> one.startsWith(port)))
                    .forEach(port -> command.addAll(List.of("--set", port + "=0")));
        }
        if (arguments[0].equals("run") && Arrays.stream(arguments).noneMatch(one -> one.startsWith(ANONYMOUS))) {
            command.addAll(List.of("--set", ANONYMOUS + "=administrator"));
        }
        try {
            Path output = Files.createTempFile(directory, "output", ".log");
            Path errors = Files.createTempFile(directory, "errors", ".log");
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("ATALAIA_"));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            return new AtalaiaProcess(builder.start(), output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it is ready. */
    public AtalaiaProcess awaitReady(Duration limit) {
        Awaitility.await("ready: " + errors())
                .atMost(limit)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> saysThatItIsReady() || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("it ended with " + process.exitValue() + ": " + output() + errors());
        }
        return this;
    }

    /** With the last of its lines: what it says may be read before it is all there. */
    private boolean saysThatItIsReady() {
        String said = output();
        return said.contains("Stop with Ctrl-C.") || said.contains(" agent is ready ");
    }

    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** As Ctrl-C does. */
    public void interrupt() {
        signal("INT");
    }

    /** As {@code kill -9} does; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        exit(Duration.ofSeconds(30));
    }

    public void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill -" + name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Waits for its end and gives the exit code. */
    public int exit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still alive after " + limit + ": " + errors());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public String output() {
        return read(output);
    }

    public String errors() {
        return read(errors);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
