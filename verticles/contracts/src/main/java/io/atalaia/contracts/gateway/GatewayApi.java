/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.gateway;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.Route;
import io.atalaia.contracts.Topic;
import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.series.Schema;
import java.util.List;

/** What agents tell their gateway, and gateways each other. */
public final class GatewayApi {
    /** Said by every gateway once a second: agents choose theirs among those heard in the last three seconds. */
    public static final Topic<Present> PRESENT = new Topic<>("atalaia.gateway.v1.present", Present.class);

    /** An agent introduces itself to its gateway; serve and ask it {@link Route#at a node}. */
    public static final Route<Hello, Done> HELLO = new Route<>("atalaia.gateway.v1.hello", Hello.class, Done.class);

    /**
     * Live samples to the agent's gateway, {@link Route#at a node}. A fault with code 409 says that the gateway does not
     * know the machine or the schema: the agent greets again and sends what it still remembers.
     */
    public static final Route<Samples, Done> LIVE = new Route<>("atalaia.gateway.v1.live", Samples.class, Done.class);

    /** What a gateway knows of the machines that are its own, once a second, for all gateways. */
    public static final Topic<Headlines> HEADLINES = new Topic<>("atalaia.gateway.v1.headlines", Headlines.class);

    private GatewayApi() {}

    public record Present(String node) {}

    public record Hello(MachineFacts facts, Schema schema) {}

    public record Headlines(String node, List<MachineFacts> machines, List<Headline> headlines) {}
}
