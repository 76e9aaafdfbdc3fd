/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.agent.read.Choice;
import io.atalaia.platform.config.ByteSize;
import io.atalaia.platform.config.ConfigException;
import io.atalaia.platform.config.ConfigLoader;
import io.atalaia.platform.spool.SpoolConfig;
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
                        new SpoolConfig(ByteSize.parse("128MiB"), Duration.ofHours(48), Duration.ofSeconds(5)),
                        Map.of(),
                        "",
                        Choice.USUAL,
                        1,
                        List.of(),
                        AgentConfig.Tls.NONE,
                        false,
                        "",
                        "",
                        new AgentConfig.Metrics(-1)));
    }

    @ParameterizedTest
    @CsvSource({
        "every=10ms, every",
        "every=10s, processes.every",
        "processes.top=0, processes.top",
        "spool.sync=2h, spool.sync",
        "spool.maxAge=1s, spool.maxAge",
        "spool.maxBytes=12, spool.maxBytes",
        "root=host, root",
        "metrics.port=65536, metrics.port",
        "metrics.port=-2, metrics.port",
        "collectors.interrupts=some, collectors.interrupts",
        "labels={the-site: x}, labels.the-site",
        "gateways=hub, gateways has 'hub'",
        "gateways=hub:0, gateways has 'hub:0'",
        "gateways=hub:99999, gateways has 'hub:99999'",
        "gateways=ftp://hub:8080, gateways has 'ftp://hub:8080'",
        "gateways=https://hub:8080/path, gateways has 'https://hub:8080/path'",
        "gateways=hub:8080, plain text",
        "gateways=http://10.0.0.1:8080, write https://10.0.0.1:8080",
        "tls.certificate=agent.pem, certificate and key belong together"
    })
    void whatCannotBeIsToldByItsKey(String assignment, String key) throws Exception {
        var loader = shipped().assignments(List.of(assignment));
        assertThatThrownBy(loader::load).isInstanceOf(ConfigException.class).hasMessageContaining(key);
    }

    @Test
    void gatewaysMayBeNamedByNameOrAddress() throws Exception {
        var names = "gateways=['https://hub.example.org:8080','https://hub','127.0.0.1:1','[::1]:65535','localhost:1']";
        assertThat(shipped().assignments(List.of(names)).load().config().gateways())
                .hasSize(5);
    }

    @Test
    void theTokenGoesToOthersInPlainTextOnlyWhereThatIsAllowed() throws Exception {
        var plain = List.of("gateways=[hub.example.org:8080]", "insecure=true");
        assertThat(shipped().assignments(plain).load().config().gateways()).hasSize(1);
    }

    @Test
    void aWrongTokenIsToldWithoutShowingIt() throws Exception {
        var loader = shipped().assignments(List.of("token=two words"));
        assertThatThrownBy(loader::load).hasMessageContaining("token must").hasMessageNotContaining("two words");
        assertThat(shipped()
                        .assignments(List.of("token=sesame"))
                        .load()
                        .config()
                        .toString())
                .doesNotContain("sesame");
    }
}
