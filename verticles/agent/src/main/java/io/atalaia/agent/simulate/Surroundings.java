/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate;

import io.atalaia.agent.simulate.engine.Dice;
import io.atalaia.agent.simulate.engine.PretendMachine;
import io.atalaia.agent.stream.Dialling;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.GatewayMessage;
import io.atalaia.contracts.proto.ingest.Refused;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.grpc.IngestMethods;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.PoolOptions;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the agents of one event loop share. */
final class Surroundings {
    private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);
    private static final int CONNECT_MILLIS = 5_000;

    private final Vertx vertx;
    private final Clock clock;
    private final Plan plan;
    private final Tally tally;
    private final Ledger ledger;
    private final Dice dice;
    private final Schema schema;
    private final Messages messages;
    private final Minutes minutes;
    private final GrpcClient client;
    private boolean refusing;

    /** @param ledger null for none */
    Surroundings(Vertx vertx, Clock clock, Plan plan, Tally tally, Ledger ledger, Dice dice) {
        this.vertx = vertx;
        this.clock = clock;
        this.plan = plan;
        this.tally = tally;
        this.ledger = ledger;
        this.dice = dice;
        schema = PretendMachine.schemaOf(plan.series());
        messages = new Messages(schema);
        minutes = new Minutes(plan.series(), plan.every().toMillis());
        // Each agent has a connection of its own, as real ones have.
        var options =
                Dialling.options(plan.gateway(), plan.tls(), CONNECT_MILLIS).setHttp2MultiplexingLimit(1);
        client = GrpcClient.client(
                vertx, vertx.createHttpClient(options, new PoolOptions().setHttp2MaxSize(plan.machines())));
    }

    Future<GrpcClientRequest<AgentMessage, GatewayMessage>> dial() {
        return client.request(plan.gateway().socket(), IngestMethods.CONNECTING).map(request -> {
            request.headers().set("authorization", "Bearer " + plan.token());
            return request;
        });
    }

    void acked(Block block, boolean fresh) {
        tally.ackedBlocks.increment();
        tally.ackedSamples.add(block.samples());
        tally.ackedBytes.add(block.payload().length);
        if (!fresh) {
            tally.pastBlocks.increment();
        }
        if (ledger != null) {
            ledger.acked(block);
        }
    }

    void refusedForGood(Block block, Refused refusal) {
        tally.refusedForGood.increment();
        if (!refusing) {
            refusing = true;
            LOG.atWarn()
                    .addKeyValue("machine", block.machine())
                    .addKeyValue("seq", block.seq())
                    .addKeyValue("cause", refusal.getReason())
                    .log("a block was refused for good; further ones are only counted");
        }
    }

    Future<Void> close() {
        return client.close();
    }

    Vertx vertx() {
        return vertx;
    }

    Clock clock() {
        return clock;
    }

    Tally tally() {
        return tally;
    }

    Dice dice() {
        return dice;
    }

    Schema schema() {
        return schema;
    }

    Messages messages() {
        return messages;
    }

    Minutes minutes() {
        return minutes;
    }
}
