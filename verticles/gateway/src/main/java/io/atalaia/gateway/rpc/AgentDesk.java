/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.gateway.GatewayApi.Hello;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.proto.BlockMessage;
import io.atalaia.contracts.proto.SampleBatchMessage;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.AgentMessage.ContentCase;
import io.atalaia.contracts.proto.ingest.Greeting;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.contracts.wire.BlockForm;
import io.atalaia.contracts.wire.EventForm;
import io.atalaia.contracts.wire.FactsForm;
import io.atalaia.contracts.wire.SampleForm;
import io.atalaia.contracts.wire.SchemaForm;
import io.atalaia.gateway.access.AgentsToken;
import io.atalaia.gateway.engine.Room;
import io.atalaia.gateway.engine.Sequences;
import io.atalaia.gateway.service.LiveService;
import io.atalaia.gateway.service.Sluice;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.uplink.BlockDoor;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the messages of one agent ask for. Every failure is a {@link Fault}. One stream speaks for one machine: the one that
 * its first greeting or introduction names.
 */
final class AgentDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AgentDesk.class);

    /** Blocks come within a minute and a half of their last sample; one that is older waited for a gateway. */
    private static final long PAST_MILLIS = 150_000;

    private final Shared shared;
    private final AgentsToken token;
    private final Sequences sequences = new Sequences();
    private String machine;
    private long everyMillis;

    /** What all streams share. */
    record Shared(LiveService live, BlockDoor storage, Room room, Sluice sluice, Clock clock, IngestMeters meters) {}

    /** @param token with which the agent was let in */
    AgentDesk(Shared shared, AgentsToken token) {
        this.shared = shared;
        this.token = token;
    }

    /** Null before the first greeting. */
    String machine() {
        return machine;
    }

    /** Between two samples, as the agent says; 0 before the first greeting. */
    long everyMillis() {
        return everyMillis;
    }

    /** @param schema of a greeting or an introduction, when it was taken out of the message; null when it was not */
    Future<Done> handle(AgentMessage message, Schema schema) {
        try {
            return switch (message.getContentCase()) {
                case GREETING -> greet(message.getGreeting(), schema);
                case INTRODUCTION -> introduce(message.getIntroduction(), schema);
                case BLOCK -> store(message.getBlock());
                case LIVE -> live(message.getLive());
                case EVENT -> {
                    mustBeOurs(message.getEvent().getMachine());
                    yield shared.storage().note(new Events(List.of(EventForm.event(message.getEvent()))));
                }
                case CONTENT_NOT_SET -> throw bad("the message has no content that this version of Atalaia knows");
            };
        } catch (Fault fault) {
            return Future.failedFuture(fault);
        } catch (RuntimeException e) {
            // What no check foresaw is its sender's trouble alone.
            LOG.atDebug().addKeyValue("machine", machine).setCause(e).log("message refused");
            return Future.failedFuture(bad("the message cannot be understood"));
        }
    }

    private Future<Done> greet(Greeting greeting, Schema schema) {
        MachineFacts facts = known(greeting);
        return shared.live().greet(new Hello(facts, schema(greeting, schema)));
    }

    private Future<Done> introduce(Greeting greeting, Schema schema) {
        MachineFacts facts = known(greeting);
        return shared.storage().introduce(new Introduction(facts, schema(greeting, schema)));
    }

    private static Schema schema(Greeting greeting, Schema schema) {
        return schema == null ? SchemaForm.schema(greeting.getSchema()) : schema;
    }

    private MachineFacts known(Greeting greeting) {
        MachineFacts facts = FactsForm.facts(greeting.getFacts());
        if (machine != null) {
            mustBeOurs(facts.id());
        } else if (facts.id().isBlank() || facts.id().length() > LiveService.LONGEST_ID) {
            throw bad("a greeting needs the machine's facts, and an id of 1 to " + LiveService.LONGEST_ID
                    + " signs among them");
        }
        if (!token.speaksFor(facts.id())) {
            throw bad("the token is of another machine; enrol this one on the page Enrolment");
        }
        machine = facts.id();
        everyMillis = facts.everyMillis();
        return facts;
    }

    private Future<Done> store(BlockMessage message) {
        mustBeOurs(message.getMachine());
        int size = message.getPayload().size();
        if (size > Block.MOST_BYTES) {
            throw bad("a block has at most " + Block.MOST_BYTES + " bytes");
        }
        if (!shared.room().take(size)) {
            throw new Fault(
                    Answers.BUSY, "too many blocks are on their way to storage; gateway.ingest.maxPending limits them");
        }
        lag(ContentCase.BLOCK, message.getTo());
        return store(BlockForm.block(message)).onComplete(done -> {
            shared.room().give(size);
            if (done.succeeded()) {
                stored(message.getBoot(), message.getSeq());
            }
        });
    }

    private Future<Done> store(Block block) {
        boolean past = shared.clock().millis() - block.to() > PAST_MILLIS;
        return past
                ? shared.sluice().pass(() -> shared.storage().store(block))
                : shared.storage().store(block);
    }

    private void stored(String boot, long seq) {
        long missing = sequences.missingBefore(boot, seq);
        if (missing > 0) {
            shared.meters().machines().missing(machine, missing);
        }
    }

    private Future<Done> live(SampleBatchMessage batch) {
        int count = batch.getSamplesCount();
        if (count == 0 || count > Samples.MOST) {
            throw bad("a live message has 1 to " + Samples.MOST + " samples");
        }
        mustBeOurs(batch.getSamples(0).getMachine());
        Sample[] samples = new Sample[count];
        for (int i = 0; i < count; i++) {
            samples[i] = SampleForm.sample(batch.getSamples(i));
        }
        lag(ContentCase.LIVE, samples[count - 1].time());
        return shared.live().take(new Samples(List.of(samples)));
    }

    private void lag(ContentCase kind, long newest) {
        shared.meters().lag(kind, shared.clock().millis() - newest);
    }

    private void mustBeOurs(String named) {
        if (machine == null) {
            throw new Fault(Answers.UNKNOWN, "greet first: this stream does not say yet for which machine it speaks");
        }
        if (!machine.equals(named)) {
            throw bad("this stream speaks for machine " + machine + ", not for " + shortened(named));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "…";
    }

    private static Fault bad(String reason) {
        return new Fault(Answers.BAD, reason);
    }
}
