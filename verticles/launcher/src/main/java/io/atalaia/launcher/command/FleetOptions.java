/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import io.atalaia.agent.AgentConfig;
import io.atalaia.agent.GatewayAddress;
import io.atalaia.agent.simulate.Plan;
import io.atalaia.platform.config.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The options that say which fleet to simulate. */
final class FleetOptions {
    @Option(
            names = "--gateway",
            paramLabel = "URL",
            defaultValue = "127.0.0.1:8080",
            description = "https://HOST:PORT, or HOST:PORT in plain text: ${DEFAULT-VALUE}.")
    private String gateway;

    @Option(
            names = "--authorities",
            paramLabel = "FILE",
            defaultValue = "",
            description =
                    "Whose certificates of a gateway with https:// are trusted (PEM); without it those that Java trusts.")
    private String authorities;

    @Option(names = "--insecure", description = "Allows that the token goes to another machine in plain text.")
    private boolean insecure;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:ATALAIA_AGENT_TOKEN}",
            description =
                    "One that the gateway accepts (gateway.ingest.tokens); better in the environment: ATALAIA_AGENT_TOKEN.")
    private String token;

    @Option(names = "--machines", paramLabel = "N", defaultValue = "1000", description = "How many: ${DEFAULT-VALUE}.")
    private int machines;

    @Option(
            names = "--first",
            paramLabel = "N",
            defaultValue = "0",
            description = "The number of the first: ${DEFAULT-VALUE}.")
    private int first;

    @Option(
            names = "--series",
            paramLabel = "N",
            defaultValue = "150",
            description = "Of each machine: ${DEFAULT-VALUE}.")
    private int series;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = Time.class,
            description = "Between two samples of a machine: ${DEFAULT-VALUE}.")
    private Duration every;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same machines.")
    private long seed;

    @Option(
            names = "--backlog",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = Time.class,
            description = "Uploads so much of the past too, as after an outage.")
    private Duration backlog;

    @Option(
            names = "--flapping",
            paramLabel = "N",
            defaultValue = "0",
            description = "So many lose their connection again and again.")
    private int flapping;

    @Option(
            names = "--departing",
            paramLabel = "N",
            defaultValue = "0",
            description = "So many leave for good within ten minutes.")
    private int departing;

    /** @throws IllegalArgumentException with the rule that is broken */
    Plan plan() {
        return new Plan(
                address(),
                new AgentConfig.Tls(authorities, "", "").files(),
                token == null ? "" : token,
                machines,
                first,
                series,
                every,
                seed,
                backlog,
                flapping,
                departing);
    }

    private GatewayAddress address() {
        try {
            var address = GatewayAddress.of(gateway);
            if (address.isOpenToOthers() && !insecure) {
                throw new IllegalArgumentException(gateway
                        + ", to which the token would go in plain text; write https://, or allow it with --insecure");
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--gateway is " + e.getMessage(), e);
        }
    }

    /** 500ms, 10s, 5m, 1h. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Durations.parse(text);
        }
    }
}
