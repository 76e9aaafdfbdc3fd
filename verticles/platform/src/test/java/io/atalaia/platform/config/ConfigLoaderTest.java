/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigLoaderTest {
    private static final String DEFAULTS =
            """
            roles: [storage, gateway]
            gateway:
              port: 8080
              maxBody: 64KiB
              states:
                for: 15s
              levels: {alert: 85, critical: 95}
            mongo:
              uri: ""
            labels: {}
            """;

    record Config(List<String> roles, Gateway gateway, Mongo mongo, Map<String, String> labels) {}

    record Gateway(@Range(least = "0", most = "65535") int port, ByteSize maxBody, States states, Levels levels) {}

    record States(@Key("for") @Range(least = "1s", most = "1h") Duration hold) {}

    record Levels(double alert, double critical) {
        Levels {
            if (critical <= alert) {
                throw new IllegalArgumentException("critical must lie above alert");
            }
        }
    }

    record Mongo(@Secret String uri) {}

    private static ConfigLoader<Config> defaults() {
        return new ConfigLoader<>(Config.class).yaml(DEFAULTS, "default");
    }

    @Test
    void laterSourcesOverrideEarlierOnesKeyByKey() {
        var loaded = defaults()
                .yaml("gateway: {port: 9000, maxBody: 1MiB}", "file my.yaml")
                .environment(Map.of("ATALAIA_GATEWAY_PORT", "9001", "ATALAIA_GATEWAY_STATES_FOR", "20s", "HOME", "/"))
                .assignments(List.of("gateway.port=9002", "roles=agent, storage", "labels=site: lisbon"))
                .load();

        assertThat(loaded.config().gateway().port()).isEqualTo(9002);
        assertThat(loaded.config().gateway().maxBody()).isEqualTo(new ByteSize(1 << 20));
        assertThat(loaded.config().gateway().states().hold()).isEqualTo(Duration.ofSeconds(20));
        assertThat(loaded.config().roles()).containsExactly("agent", "storage");
        assertThat(loaded.config().labels()).containsEntry("site", "lisbon");
        assertThat(loaded.effective().get("gateway.maxBody").origin()).isEqualTo("file my.yaml");
    }

    @Test
    void aPartOfAtalaiaPassesOverWhatIsForOtherParts() {
        record Part(Mongo mongo, Map<String, String> labels) {}
        var loaded = new ConfigLoader<>(Part.class)
                .sharedYaml(DEFAULTS, "default")
                .yaml("gateway: {port: 9000}\nlabels: {site: lisbon}", "file my.yaml")
                .environment(
                        Map.of("ATALAIA_GATEWAY_PORT", "9001", "ATALAIA_ROLES", "storage", "ATALAIA_MONGO_URI", "m"))
                .load();
        assertThat(loaded.config()).isEqualTo(new Part(new Mongo("m"), Map.of("site", "lisbon")));

        var wrong = new ConfigLoader<>(Part.class)
                .sharedYaml(DEFAULTS, "default")
                .yaml("gatway: {port: 9000}", "file my.yaml")
                .assignments(List.of("gateway.port=1"));
        assertThatThrownBy(wrong::load)
                .hasMessageContaining("gatway: there is no such key")
                .hasMessageContaining("gateway.port: there is no such key");
    }

    @Test
    void everyProblemIsReportedAtOnceWithKeyValueRuleAndOrigin() {
        var loader = defaults()
                .yaml("gateway: {prot: 1, maxBody: lots}\nstorage: 3", "file my.yaml")
                .environment(Map.of("ATALAIA_GATEWAY_STATES_FOR", "soon", "ATALAIA_NOTHING", "1"))
                .assignments(List.of("gateway.port=70000", "gateway=1", "nonsense"));

        assertThatThrownBy(loader::load)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("gateway.prot: there is no such key; did you mean gateway.port?  (file my.yaml)")
                .hasMessageContaining("gateway.maxBody = lots: must be a size such as")
                .hasMessageContaining("storage: there is no such key")
                .hasMessageContaining("gateway.states.for = soon: must be a duration such as")
                .hasMessageContaining("(environment ATALAIA_GATEWAY_STATES_FOR)")
                .hasMessageContaining("ATALAIA_NOTHING: names no key")
                .hasMessageContaining("gateway.port = 70000: must lie between 0 and 65535  (command line --set)")
                .hasMessageContaining("gateway: is a section and takes keys")
                .hasMessageContaining("nonsense: must be key=value");
    }

    @Test
    void aSinglePairIsAddedToThoseOfEarlierSources() {
        var loaded = defaults()
                .yaml("labels: {site: lisbon, role: web}", "file my.yaml")
                .assignments(List.of("labels.role=database"))
                .load();

        assertThat(loaded.config().labels()).isEqualTo(Map.of("site", "lisbon", "role", "database"));
    }

    @Test
    void aRuleOverSeveralKeysNamesItsSection() {
        assertThatThrownBy(() -> defaults()
                        .assignments(List.of("gateway.levels.critical=80"))
                        .load())
                .hasMessage("gateway.levels: critical must lie above alert");
    }

    @Test
    void textThatIsNotYamlNamesItsLine() {
        assertThatThrownBy(() -> defaults().yaml("a: 1\nb: [", "file my.yaml").load())
                .hasMessageContaining("file my.yaml, line ")
                .hasMessageContaining("is not YAML");
    }

    @Test
    void aKeyWrittenTwiceIsAProblem() {
        assertThatThrownBy(() -> defaults()
                        .yaml("labels: {}\nlabels: {}", "file my.yaml")
                        .load())
                .hasMessageContaining("line 2")
                .hasMessageContaining("labels");
    }

    @Test
    void aKeyWrittenTwiceFurtherInIsAProblemToo() {
        assertThatThrownBy(() -> defaults()
                        .yaml("gateway:\n  port: 1\n  port: 2", "file my.yaml")
                        .load())
                .hasMessageContaining("file my.yaml, line 3: is not YAML: the key 'port' is there twice");
    }

    @Test
    void aTextThatRefersToItselfIsAProblem() {
        assertThatThrownBy(() -> defaults()
                        .yaml("labels: &all {site: *all}", "file my.yaml")
                        .load())
                .hasMessageContaining("file my.yaml")
                .hasMessageContaining("is not YAML");
    }

    @Test
    void anEmptyFileAndAnEmptySectionChangeNothing() {
        for (String text : List.of("", "# nothing\n", "---\n", "gateway:\n", "gateway: ~")) {
            assertThat(defaults().yaml(text, "file my.yaml").load().config())
                    .as(text)
                    .isEqualTo(defaults().load().config());
        }
    }

    @Test
    void valuesKeepTheirSigns() {
        var loaded = defaults()
                .yaml("labels: {rack: 007, on: yes, rate: 1.50, none: }\nroles: [01, true]", "file my.yaml")
                .load();

        assertThat(loaded.config().labels()).isEqualTo(Map.of("rack", "007", "on", "yes", "rate", "1.50", "none", ""));
        assertThat(loaded.config().roles()).containsExactly("01", "true");
        assertThat(loaded.effective().get("roles").value()).isEqualTo("[01, true]");
        assertThat(loaded.effective().get("labels").value()).startsWith("{rack: 007, on: yes");
    }

    @Test
    void secretsAreNeverShown() {
        var loaded = defaults()
                .assignments(List.of("mongo.uri=mongodb://u:hunter2@db"))
                .load();

        assertThat(loaded.config().mongo().uri()).contains("hunter2");
        assertThat(loaded.effective().get("mongo.uri").value()).isEqualTo("(secret)");
    }

    record Doors(@Secret Map<String, String> tokens) {}

    private static ConfigLoader<Doors> doors() {
        return new ConfigLoader<>(Doors.class).yaml("tokens: {}", "default");
    }

    @Test
    void secretPairsAreReadFromEverySourceAndNeverShown() {
        var loaded = doors().yaml("tokens: {a: hunter2}", "file my.yaml")
                .assignments(List.of("tokens.b=0123"))
                .load();

        assertThat(loaded.config().tokens()).isEqualTo(Map.of("a", "hunter2", "b", "0123"));
        assertThat(loaded.effective().get("tokens").value()).isEqualTo("(secret)");
        assertThat(doors().load().effective().get("tokens").value()).isEqualTo("{}");
        assertThat(doors().environment(Map.of("ATALAIA_TOKENS", "a: hunter2"))
                        .load()
                        .config()
                        .tokens())
                .isEqualTo(Map.of("a", "hunter2"));
    }

    @Test
    void aSecretThatYamlReadsAsANumberIsAProblemThatDoesNotShowIt() {
        assertThatThrownBy(() -> doors().yaml("tokens: {a: 0123456701234567}", "file my.yaml")
                        .load())
                .hasMessage("tokens: the value of a must be a text: put it in quotes  (file my.yaml)");
        assertThatThrownBy(() -> doors().yaml("tokens: hunter2", "file my.yaml").load())
                .hasMessageStartingWith("tokens: must be pairs")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void sizesAndDurationsPrintAsTheyAreWritten() {
        for (String size : List.of("0B", "7B", "64KiB", "3MiB", "2GiB")) {
            assertThat(ByteSize.parse(size)).hasToString(size);
        }
        for (String duration : List.of("0ms", "1500ms", "90s", "5m", "48m", "36h", "30d")) {
            assertThat(Durations.format(Durations.parse(duration))).isEqualTo(duration);
        }
    }
}
