/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser;

import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A whole Atalaia in a process of its own, on a port that stays the same when it is started again. */
final class Hub implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private static final Pattern SETUP = Pattern.compile("/setup#([A-Za-z0-9_-]{43})");

    private final Path directory;
    private final List<String> arguments;
    private final int port;
    private final Api api;
    private AtalaiaProcess process;

    private Hub(Path directory, int port, List<String> arguments) {
        this.directory = directory;
        this.port = port;
        this.arguments = arguments;
        api = new Api(port);
        process = AtalaiaProcess.start(directory, arguments.toArray(String[]::new));
    }

    /** @param settings {@code key=value} */
    static Hub start(Path directory, String... settings) {
        return start(directory, List.of(), settings);
    }

    static Hub start(Path directory, List<String> options, String... settings) {
        int port = FreePorts.next();
        var arguments = new ArrayList<>(List.of("run", "--set", "gateway.port=" + port));
        arguments.addAll(options);
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        return new Hub(directory, port, arguments);
    }

    Hub awaitReady() {
        process.awaitReady(START);
        return this;
    }

    void kill() {
        process.kill();
    }

    void startAgain() {
        process = AtalaiaProcess.start(directory, arguments.toArray(String[]::new));
        process.awaitReady(START);
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    Api api() {
        return api;
    }

    /** The id of the machine on which this runs, once it is listed. */
    String machine() {
        return Awaitility.await("a machine").atMost(START).until(this::first, id -> !id.isEmpty());
    }

    private String first() {
        return api.tryGet("/api/v1/machines")
                .map(machines -> machines.at("/items/0/id").asText())
                .orElse("");
    }

    /** The secret of the link that its terminal shows as long as there are no users. */
    String setupSecret() {
        Awaitility.await().atMost(START).until(() -> SETUP.matcher(process.output())
                .find());
        var link = SETUP.matcher(process.output());
        if (!link.find()) {
            throw new AssertionError(process.output());
        }
        return link.group(1);
    }

    /** Since the process was started. */
    Duration age() {
        return process.age();
    }

    @Override
    public void close() {
        process.close();
    }
}
