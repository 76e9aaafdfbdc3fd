/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.atalaia.tests.integration.docker.Compose.Mount;
import io.atalaia.tests.integration.docker.Compose.Service;
import io.atalaia.tests.integration.docker.Container.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hub and an agent of docker/compose.yaml, started from what the Dockerfile lays out. */
class ImageStartsTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    private final Compose compose = Compose.read();
    private final Service hub = compose.of("atalaia").get(0);
    private final Service agent = compose.services().get("agent-container");
    private final String address = hub.address("cluster");
    private Image hubImage;
    private Image agentImage;

    @BeforeEach
    void layOut() {
        boolean allowed = runs("unshare", "--mount", "--net", "true");
        if (System.getenv("CI") != null) {
            assertThat(allowed).as("this test makes namespaces, as root").isTrue();
        }
        assumeTrue(allowed, "this test makes namespaces, as root");
        var stages = Dockerfile.read().stages();
        hubImage = Image.layOut(stages.get("hub"), directory.resolve("hub"));
        agentImage = Image.layOut(stages.get("agent"), directory.resolve("agent"));
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Anybody may write to it, as a volume belongs to the image's user. */
    private Path volume(String name) throws IOException {
        Path volume = Files.createDirectories(directory.resolve("volume-" + name));
        // The folder that JUnit made is for its owner alone, and so is what leads to it.
        for (Path above : List.of(directory, volume)) {
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        return volume;
    }

    private String hosts() {
        return compose.of("atalaia").stream()
                .map(one -> address + " " + one.name() + "\\n")
                .reduce("", String::concat);
    }

    private Container start(
            Image image,
            String name,
            Container beside,
            Map<String, String> environment,
            Map<Path, String> files,
            List<String> arguments)
            throws IOException {
        var command = new ArrayList<>(image.stage().command("ENTRYPOINT"));
        command.addAll(arguments);
        return Container.start(
                directory, new Start(image, volume(name), beside, address, hosts(), environment, files, command));
    }

    /** In the place of the replica set, which is not ours to try. */
    private Container database() throws IOException {
        return start(
                        hubImage,
                        "database",
                        null,
                        Map.of(),
                        Map.of(),
                        List.of("run", "--roles", "database", "--set", "database.port=27017"))
                .awaitReady(LIMIT);
    }

    private Container hub(Container database) throws IOException {
        var environment = new HashMap<>(hub.environment());
        environment.put("ATALAIA_STORAGE_MONGO_URI", "mongodb://127.0.0.1:27017");
        // What arrives is asked for without logging in.
        environment.put("ATALAIA_GATEWAY_ACCESS_ANONYMOUS", "viewer");
        var files = new HashMap<Path, String>();
        hub.mounts().stream().filter(Mount::ofFile).forEach(mount -> files.put(mount.file(), mount.target()));
        return start(hubImage, "hub", database, environment, files, hub.command())
                .awaitReady(LIMIT);
    }

    private Container agent(Container beside) throws IOException {
        return start(agentImage, "agent", beside, agent.environment(), Map.of(), agent.command());
    }

    private record Checked(int code, String output) {}

    private Checked check(Image image, Container beside, List<String> command) throws IOException {
        try (var check = Container.start(
                directory, new Start(image, volume("check"), beside, address, hosts(), Map.of(), Map.of(), command))) {
            return new Checked(check.exit(LIMIT), check.output());
        }
    }

    private Checked health(Image image, Container beside) throws IOException {
        return check(image, beside, image.stage().command("HEALTHCHECK"));
    }

    private Checked ask(Container beside, String path) throws IOException {
        return check(
                hubImage,
                beside,
                List.of(hubImage.stage().command("HEALTHCHECK").get(0), "8080", path));
    }

    @Test
    @Timeout(300)
    void aHubAndAnAgentOfComposeWorkTogetherWithoutPrivilegesOnAReadOnlyRoot() throws IOException {
        try (var database = database()) {
            assertThat(health(hubImage, database).code())
                    .as("before there is a hub")
                    .isNotZero();
            try (var hub = hub(database);
                    var agent = agent(database)) {
                Awaitility.await("healthy").atMost(LIMIT).untilAsserted(() -> assertThat(health(hubImage, database))
                        .isEqualTo(new Checked(0, "ok\n")));
                assertThat(hub.status("Uid")).matches("Uid:(\\s+10001){4}");
                assertThat(listens(hub)).contains(portsOf(compose.services().get("hub1")));
                Awaitility.await("the agent's figures: " + agent.output())
                        .atMost(LIMIT)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> ask(database, "/api/v1/machines").output().contains("\"headline\":{\"cpu\""));
                assertThat(health(agentImage, database).output()).contains("atalaia_");
                assertThat(health(agentImage, database).code()).isZero();

                assertThat(agent.terminate(LIMIT)).as(agent.output()).isZero();
                assertThat(hub.terminate(LIMIT)).as(hub.output()).isZero();
            }
            assertThat(database.terminate(LIMIT)).isZero();
        }
    }

    private static String[] portsOf(Service service) {
        return service.ports().stream().map(Compose.Publication::port).toArray(String[]::new);
    }

    /** The ports that the kernel lists for the network of a process: proc(5), the second column and the state. */
    private static List<String> listens(Container container) throws IOException {
        var found = new ArrayList<String>();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            try (var lines = Files.lines(Path.of("/proc", Long.toString(container.pid()), "net", protocol))) {
                lines.skip(1)
                        .map(line -> line.strip().split("\\s+"))
                        .filter(columns -> protocol.startsWith("udp") || columns[3].equals("0A"))
                        .map(columns -> Integer.parseInt(columns[1].replaceAll(".*:", ""), 16))
                        .forEach(port -> found.add(port + "/" + protocol.substring(0, 3)));
            }
        }
        return found;
    }
}
