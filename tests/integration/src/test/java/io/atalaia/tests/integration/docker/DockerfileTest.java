/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images by what their Dockerfile says. */
class DockerfileTest {
    private final Dockerfile dockerfile = Dockerfile.read();
    private final Ignored ignored = new Ignored();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"hub", "agent"})
    void theImageHoldsWhatItStartsAndNothingElse(String stage) throws IOException {
        Image image = Image.layOut(dockerfile.stages().get(stage), directory);

        for (String word : List.of("ENTRYPOINT", "HEALTHCHECK")) {
            String program = image.stage().command(word).get(0);
            assertThat(image.at(program)).as(word).isExecutable();
        }
        try (var top = Files.walk(directory, 3)) {
            assertThat(top.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .as("beside its libraries")
                    .containsExactlyInAnyOrderElementsOf(
                            stage.equals("hub")
                                    ? List.of("atalaia", "atalaia.jar", "atalaia-agent.tar.gz", "healthy")
                                    : List.of(
                                            "atalaia-agent", "atalaia-agent.jar", "atalaia-agent.service", "healthy"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "agent"})
    void itRunsAsAFixedNumberThatIsNotRootAndOwnsItsVolume(String name) {
        var stage = dockerfile.stages().get(name);

        assertThat(stage.last("USER")).matches("[1-9]\\d{3,}:[1-9]\\d{3,}");
        String user = stage.last("USER").split(":")[0];
        String made = stage.last("RUN");
        assertThat(made).contains("useradd --uid " + user, "--gid " + user, "-o " + user + " -g " + user, "/data");
        assertThat(stage.last("VOLUME"))
                .isEqualTo("/data")
                .isEqualTo(stage.environment().get("ATALAIA_DATA_DIRECTORY"));
        assertThat(stage.command("ENTRYPOINT")).hasSize(1);
    }

    @Test
    void theBuildIsGivenItsSourcesAndNoSecretsAndNothingBuilt() throws IOException {
        for (var stage : dockerfile.stages().values()) {
            for (String copy : stage.all("COPY")) {
                if (!copy.startsWith("--from")) {
                    var words = List.of(copy.split(" +"));
                    words.subList(0, words.size() - 1).forEach(source -> assertThat(ignored.ignores(Path.of(source)))
                            .as(source)
                            .isFalse());
                }
            }
        }
        for (String path : List.of(
                ".git/config",
                "docker/.env",
                "docker/compose.yaml",
                "data/machine-id",
                "target/build.log",
                "verticles/launcher/target/atalaia/atalaia.jar",
                "tests/integration/src/test/java/X.java",
                "README.md")) {
            assertThat(ignored.ignores(Path.of(path))).as(path).isTrue();
        }
        String modules = Files.readString(Dockerfile.ROOT.resolve("pom.xml"));
        var poms = modules.lines()
                .filter(line -> line.contains("<module>"))
                .map(line -> Path.of(line.replaceAll("</?module>", "").strip(), "pom.xml"))
                .collect(Collectors.toSet());
        assertThat(poms).isNotEmpty().allSatisfy(pom -> assertThat(ignored.ignores(pom))
                .as(pom.toString())
                .isFalse());
    }

    @Test
    void imagesAreNamedWithoutAHostAndWithAVersion() {
        assertThat(dockerfile.stages().values())
                .filteredOn(stage -> stage.parent() == null)
                .allSatisfy(stage -> assertThat(stage.from()).matches("[a-z0-9-]+(/[a-z0-9-]+)?:[0-9][a-z0-9.-]*"));
    }
}
