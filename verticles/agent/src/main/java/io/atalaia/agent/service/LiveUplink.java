/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.engine.Recent;
import io.atalaia.contracts.Done;
import io.atalaia.contracts.gateway.GatewayApi.Hello;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.series.Schema;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.uplink.LiveDoor;
import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live road: to one gateway, best effort, at most one question under way. What the gateway does not take now goes with
 * the next sample, as long as it is among the last 120 s. Event loop only.
 */
public final class LiveUplink {
    private static final Logger LOG = LoggerFactory.getLogger(LiveUplink.class);

    private final LiveDoor door;
    private final CurrentFacts current;
    private final Recent recent = new Recent();
    private Greeted greeted;
    private boolean asking;
    private boolean held;

    public LiveUplink(LiveDoor door, CurrentFacts current) {
        this.door = door;
        this.current = current;
    }

    public Future<?> open() {
        return door.open(this::present);
    }

    private void present() {
        if (greeted == null || held || !door.gateway().equals(Optional.of(greeted.gateway))) {
            push();
        }
    }

    public void sampled(Sample sample, Schema schema) {
        recent.add(sample, schema);
        push();
    }

    private void push() {
        var gateway = door.gateway();
        held = gateway.isPresent() && door.isFull();
        if (!asking && !held && gateway.isPresent() && recent.schema().isPresent()) {
            asking = true;
            var now = new Greeted(gateway.get(), recent.schema().get().hash(), current.facts());
            Future<Boolean> pushed =
                    (now.equals(greeted) ? Future.succeededFuture() : greet(now)).compose(ready -> send(now));
            pushed.onComplete(sent -> again(sent), cause -> failed(now, cause));
        }
    }

    /** What came while the answer was awaited goes at once. */
    private void again(boolean more) {
        asking = false;
        if (more) {
            push();
        }
    }

    private Future<?> greet(Greeted now) {
        var hello = new Hello(now.facts, recent.schema().orElseThrow());
        return door.greet(now.gateway, hello).map(done -> {
            LOG.atDebug().addKeyValue("gateway", now.gateway).log("gateway greeted");
            greeted = now;
            recent.deliverAgain();
            return done;
        });
    }

    private Future<Boolean> send(Greeted now) {
        var batch = recent.next();
        if (batch.samples().isEmpty() || !batch.samples().get(0).schema().equals(now.schema)) {
            return Future.succeededFuture(false);
        }
        Future<Done> answer = door.live(now.gateway, new Samples(batch.samples()));
        return answer.map(done -> {
            recent.delivered(batch);
            return !recent.next().samples().isEmpty();
        });
    }

    /** Whatever went wrong is tried again with the next sample; a gateway that does not know us is greeted first. */
    private void failed(Greeted now, Throwable cause) {
        asking = false;
        LOG.atDebug()
                .addKeyValue("gateway", now.gateway)
                .addKeyValue("cause", cause.getMessage())
                .log("gateway did not take live samples");
        if (!(cause instanceof Fault fault) || fault.code() != Fault.TIMEOUT) {
            greeted = null;
        }
    }

    private record Greeted(String gateway, String schema, MachineFacts facts) {}
}
