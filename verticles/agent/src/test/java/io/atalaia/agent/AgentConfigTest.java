/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.agent.read.Choice;
import io.atalaia.platform.config.ConfigException;
import io.atalaia.platform.config.ConfigLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentConfigTest {

    private static ConfigLoader<AgentConfig> shipped() throws Exception {
        String section = Files.readString(Path.of("../../conf/atalaia.yaml"))
                .lines()
                .dropWhile(line -> !line.equals("agent:"))
                .skip(1)
                .takeWhile(line -> line.isEmpty() || line.startsWith(" "))
                .map(line -> line.isEmpty() ? line : line.substring(2))
                .collect(Collectors.joining("\n"));
        return new ConfigLoader<>(AgentConfig.class).yaml(section, "conf/atalaia.yaml");
    }

    @Test
    void theShippedSectionIsWhatTheAgentReads() throws Exception {
        assertThat(shipped().load().config())
                .isEqualTo(new AgentConfig(
                        Duration.ofSeconds(1),
                        new AgentConfig.Processes(Duration.ofSeconds(5), 10),
                        Duration.ofMinutes(10),
                        Map.of(),
                        "",
                        Choice.USUAL));
    }

    @ParameterizedTest
    @CsvSource({
        "every=10ms, every",
        "every=10s, processes.every",
        "processes.top=0, processes.top",
        "queue=1s, queue",
        "root=host, root",
        "collectors.interrupts=some, collectors.interrupts",
        "labels={the-site: x}, labels.the-site"
    })
    void whatCannotBeIsToldByItsKey(String assignment, String key) throws Exception {
        var loader = shipped().assignments(List.of(assignment));
        assertThatThrownBy(loader::load).isInstanceOf(ConfigException.class).hasMessageContaining(key);
    }
}
