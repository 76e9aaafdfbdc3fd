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

    /**
     * The newest values of the machines that a gateway owns, one sample of each machine without its processes; ask it
     * {@link Route#at a node}. Programs read a whole fleet through any of its gateways with it.
     */
    public static final Route<AskNewest, Samples> NEWEST =
            new Route<>("atalaia.gateway.v1.newest", AskNewest.class, Samples.class);

    /** The schemas that such samples name, {@link Route#at at the node} that gave them; those it does not know any more are left out. */
    public static final Route<AskSchemas, Schemas> SCHEMAS =
            new Route<>("atalaia.gateway.v1.schemas", AskSchemas.class, Schemas.class);

    private GatewayApi() {}

    public record Present(String node) {}

    public record Hello(MachineFacts facts, Schema schema) {}

    public record Headlines(String node, List<MachineFacts> machines, List<Headline> headlines) {}

    /**
     * @param machines only these; empty means every machine
     * @param after only machines whose ids come after it; an answer holds what fits, in the order of ids: ask again after the last
     *     one until nothing comes
     */
    public record AskNewest(List<String> machines, String after) {}

    /** @param hashes at most 50 */
    public record AskSchemas(List<String> hashes) {
        public static final int MOST = 50;
    }

    public record Schemas(List<Schema> schemas) {}
}
