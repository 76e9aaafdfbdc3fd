/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.atalaia.launcher.Configuration;
import io.atalaia.launcher.Invocation;
import io.atalaia.launcher.agent.AgentInvocation;
import io.atalaia.tests.integration.docker.Compose.Mount;
import io.atalaia.tests.integration.docker.Compose.Service;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every path, port, variable and name in docker/compose.yaml is one that exists. */
class ComposeTest {
    private static final Pattern TARGET = Pattern.compile("([a-z0-9]+):([0-9]+)");

    private final Compose compose = Compose.read();
    private final Dockerfile dockerfile = Dockerfile.read();
    private final List<Service> hubs = compose.of("atalaia");
    private final List<Service> agents = compose.of("atalaia-agent");

    /** As the process sees it: the image's variables, then those of compose. */
    private Map<String, String> environment(Service service) {
        var all = new LinkedHashMap<>(stage(service).environment());
        all.putAll(service.environment());
        return all;
    }

    private Dockerfile.Stage stage(Service service) {
        return dockerfile.stages().get((String)
                Compose.pairs(service.keys().get("build")).get("target"));
    }

    private Configuration configuration(Service hub) {
        assertThat(hub.command()).containsExactly("run", "--cluster", "--insecure");
        return new Invocation(null, List.of(), "", true, true, false)
                .load(environment(hub))
                .config();
    }

    @Test
    void thereAreThreeHubsTwoAgentsAndAReplicaSetOfThree() {
        assertThat(hubs).hasSize(3);
        assertThat(agents).hasSize(2);
        assertThat(compose.services().keySet()).contains("mongo1", "mongo2", "mongo3", "prometheus", "grafana");
    }

    @Test
    void everyVariableOfAHubIsAKeyAndItsValueIsSound() {
        assertThat(hubs).allSatisfy(hub -> {
            var config = configuration(hub);
            assertThat(config.node().name()).isEqualTo(hub.name());
            assertThat(config.gateway().ingest().tokens()).hasSize(1);
            assertThat(config.cluster().expected()).isEqualTo(hubs.size());
            assertThat(hub.mounts())
                    .extracting(Mount::target)
                    .contains(config.cluster().config(), config.data().directory());
        });
    }

    @Test
    void everyVariableOfAnAgentIsAKeyAndItsTokenIsTheHubs() {
        var tokens = configuration(hubs.get(0)).gateway().ingest().tokens().values();
        assertThat(agents).allSatisfy(agent -> {
            var loaded = new AgentInvocation(null, List.of(), null, false, List.of()).load(environment(agent));
            assertThat(tokens).contains(loaded.token());
            assertThat(loaded.config().agent().gateways()).hasSameSizeAs(hubs);
            assertThat(stage(agent).command("HEALTHCHECK"))
                    .contains(String.valueOf(loaded.config().agent().metrics().port()));
        });
    }

    @Test
    void agentsKnockWhereHubsListen() {
        var doors = new TreeSet<String>();
        hubs.forEach(hub -> {
            doors.add(hub.name() + ":" + configuration(hub).gateway().port());
            hub.ports().stream()
                    .filter(port ->
                            port.port().equals(configuration(hub).gateway().port() + "/tcp"))
                    .forEach(port -> doors.add(port.host() + ":" + port.outside()));
        });
        agents.forEach(agent -> assertThat(doors)
                .contains(agent.environment().get("ATALAIA_AGENT_GATEWAYS").split(",")));
    }

    @Test
    void whatIsPublishedIsListenedOnAndReachedFromThisMachineAlone() {
        var listened = new TreeSet<String>();
        var config = configuration(hubs.get(0));
        listened.add(config.gateway().port() + "/tcp");
        listened.add(config.gateway().ingest().lines().port() + "/tcp");
        listened.add(config.discovery().dns().port() + "/udp");
        listened.add(config.discovery().dns().port() + "/tcp");
        var exposed = List.of(dockerfile.stages().get("hub").last("EXPOSE").split(" ")).stream()
                .map(port -> port.contains("/") ? port : port + "/tcp")
                .toList();
        assertThat(exposed).containsExactlyInAnyOrderElementsOf(listened);

        var outside = new ArrayList<String>();
        hubs.forEach(hub -> hub.ports().forEach(port -> assertThat(listened).contains(port.port())));
        compose.services().values().forEach(service -> service.ports().forEach(port -> {
            assertThat(port.host()).as(service.name()).isEqualTo("127.0.0.1");
            outside.add(port.outside() + port.port().replaceAll(".*/", "/"));
        }));
        assertThat(outside).doesNotHaveDuplicates();
    }

    @Test
    void theClustersNetworkReachesNobodyAndTheDatabaseIsOnNoOther() {
        var networks = Compose.pairs(compose.root().get("networks"));
        assertThat(Compose.pairs(networks.get("cluster"))).containsEntry("internal", true);
        compose.services().forEach((name, service) -> {
            assertThat(networks.keySet()).containsAll(service.networks());
            boolean database = "mongo:7.0".equals(service.image());
            assertThat(service.networks().contains("cluster")).as(name).isEqualTo(database || hubs.contains(service));
            if (database) {
                assertThat(service.networks()).containsExactly("cluster");
                assertThat(service.ports()).isEmpty();
            }
        });
    }

    @Test
    void everyMountedFileAndVolumeExists() {
        var volumes = Compose.pairs(compose.root().get("volumes")).keySet();
        var used = new ArrayList<String>();
        compose.services().values().forEach(service -> service.mounts().forEach(mount -> {
            if (mount.ofFile()) {
                assertThat(mount.file()).exists();
                assertThat(mount.mode()).isEqualTo("ro");
            } else if (!mount.source().startsWith("/")) {
                used.add(mount.source());
            }
        }));
        assertThat(used).containsExactlyInAnyOrderElementsOf(volumes);
    }

    @Test
    void whatWaitsForAnotherWaitsForOneThatExists() {
        compose.services().values().forEach(service -> assertThat(
                        compose.services().keySet())
                .containsAll(Compose.texts(service.keys().get("depends_on"))));
        assertThat(compose.services().values())
                .allSatisfy(service -> assertThat(service.keys().get("restart"))
                        .isEqualTo(service.name().equals("replica-set") ? "no" : "unless-stopped"));
    }

    @Test
    void secretsComeFromTheEnvironmentFileWhichHasNone() {
        var named = Compose.text("env.example")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        Compose.secretNames().stream().map(name -> name + "=").toList());
        assertThat(Compose.text("compose.yaml").replaceAll("\\$\\{[A-Z_]+:\\?see docker/env.example}", ""))
                .as("variables of another form, which may be empty")
                .doesNotContain("$");
        assertThatCode(() -> Files.readString(Dockerfile.ROOT.resolve(".gitignore"))
                        .lines()
                        .filter(".env"::equals)
                        .findFirst()
                        .orElseThrow())
                .doesNotThrowAnyException();
    }

    @Test
    void imagesOfOthersAreNamedWithoutAHostAndWithAVersion() {
        compose.services().values().stream()
                .filter(service -> !service.keys().containsKey("build"))
                .forEach(service -> assertThat(service.image()).matches("[a-z0-9-]+(/[a-z0-9-]+)?:v?[0-9][a-z0-9.-]*"));
    }

    @Test
    void membersOfTheReplicaSetAreServices() {
        String script = Compose.text("mongo/replica-set.js");
        String uri = configuration(hubs.get(0)).storage().mongo().uri();
        for (String member : List.of("mongo1", "mongo2", "mongo3")) {
            assertThat(compose.services()).containsKey(member);
            assertThat(script).contains("\"" + member + ":27017\"");
            assertThat(uri).contains(member + ":27017");
        }
        assertThat(script).contains("_id: \"rs0\"");
        assertThat(Compose.text("mongo/member.sh")).contains("--replSet rs0");
        assertThat(uri).contains("replicaSet=rs0");
        compose.services().get("replica-set").environment().keySet().forEach(variable -> assertThat(script)
                .contains("process.env." + variable));
    }

    @Test
    void prometheusAndGrafanaAskServicesAtPortsThatTheyListenOn() {
        var listened = new TreeSet<>(List.of("prometheus:9090"));
        hubs.forEach(hub ->
                listened.add(hub.name() + ":" + configuration(hub).gateway().port()));
        for (String file : List.of("prometheus/compose.yml", "grafana/provisioning/datasources/prometheus.yml")) {
            var named = TARGET.matcher(Compose.text(file))
                    .results()
                    .map(found -> found.group())
                    .toList();
            assertThat(named).as(file).isNotEmpty();
            assertThat(listened).as(file).containsAll(named);
        }
        String dashboards = Compose.text("grafana/provisioning/dashboards/atalaia.yml")
                .replaceAll("(?s).*path: ", "")
                .strip();
        assertThat(compose.services().get("grafana").mounts())
                .extracting(Mount::target)
                .contains(dashboards + "/atalaia.json");
    }
}
