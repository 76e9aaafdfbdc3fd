/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate;

import io.atalaia.agent.simulate.Link.What;
import io.atalaia.agent.simulate.engine.Minute;
import io.atalaia.agent.simulate.engine.PretendMachine;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.GatewayMessage;
import io.atalaia.contracts.proto.ingest.Refused;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.uplink.Backoff;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.grpc.client.GrpcClientRequest;
import java.util.concurrent.TimeUnit;

/**
 * One agent of the fleet: samples, tells each sample live, seals minutes and sends them until they are acknowledged. Where
 * a real agent has a spool on its disk, this one has a queue in memory. Event loop only.
 */
final class PretendAgent implements Link.Ear {
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int UNDER_WAY = 4;

    private final Surroundings around;
    private final PretendMachine machine;
    private final Backlog backlog;
    private final Backoff backoff;
    /** After blocks and introductions that were refused. */
    private final Pause pause;

    private final long spread;
    private final long telling;
    private final Promise<Void> drained = Promise.promise();
    private Minute minute;
    private Link link;
    private boolean introduced;
    private boolean introducing;
    private boolean gone;
    private boolean finishing;
    private int sealing;
    private int underWay;
    private long seq;
    private long sampled;
    private long acked;
    private long ackedFresh;

    /**
     * @param spread milliseconds that a minute waits after its end, so that the fleet does not send in one instant
     * @param telling milliseconds that a live sample waits for the same reason
     */
    PretendAgent(Surroundings around, PretendMachine machine, Backlog backlog, long spread, long telling) {
        this.around = around;
        this.machine = machine;
        this.backlog = backlog;
        this.spread = spread;
        this.telling = telling;
        backoff = new Backoff(around.dice()::share);
        pause = new Pause(around.vertx(), new Backoff(around.dice()::share));
        minute = around.minutes().get();
    }

    void connect() {
        if (gone) {
            return;
        }
        around.dial().onComplete(this::opened, cause -> again());
    }

    private void opened(GrpcClientRequest<AgentMessage, GatewayMessage> request) {
        if (gone) {
            request.cancel();
            return;
        }
        link = new Link(request, this);
        around.tally().connected.incrementAndGet();
        around.tally().connections.increment();
        introduced = false;
        introducing = false;
        link.send(What.GREETING, null, around.clock().nanos(), around.messages().greeting(machine));
        pump();
    }

    private void again() {
        around.vertx().setTimer(backoff.failed(), fired -> connect());
    }

    @Override
    public void ended(Link ended) {
        around.tally().connected.decrementAndGet();
        backlog.giveBack(ended.unansweredBlocks());
        link = null;
        underWay = 0;
        if (!gone) {
            again();
        }
    }

    /** @param planned the moment of the sample, epoch milliseconds */
    void sample(long planned) {
        if (gone) {
            return;
        }
        double[] row = machine.at(planned);
        if (!minute.takes(planned)) {
            seal(spread);
        }
        minute.add(planned, row);
        sampled++;
        around.tally().sampled.increment();
        // Now: the next sample uses the row again.
        var message = Messages.live(machine, planned, row);
        if (telling == 0) {
            tell(planned, message);
        } else {
            around.vertx().setTimer(telling, fired -> tell(planned, message));
        }
    }

    /** The latency counts from the moment when the sample was to be told. */
    private void tell(long planned, AgentMessage.Builder message) {
        if (gone) {
            return;
        }
        long now = around.clock().nanos();
        if (link != null && now - link.waitingSince(now) > SILENCE_NANOS) {
            link.cut();
        }
        if (link != null && link.hasRoom()) {
            long late = TimeUnit.MILLISECONDS.toNanos(around.clock().millis() - planned - telling);
            link.send(What.LIVE, null, now - late, message);
        } else {
            around.tally().liveSkipped.increment();
        }
    }

    private void seal(long afterMillis) {
        var full = minute;
        minute = around.minutes().get();
        sealing++;
        around.vertx().setTimer(Math.max(1, afterMillis), fired -> {
            sealing--;
            var block = full.sealed(machine, ++seq);
            full.clear();
            around.minutes().giveBack(full);
            around.tally().lost.add(backlog.add(block));
            pump();
        });
    }

    private void pump() {
        if (link != null && !introduced) {
            introduce();
        }
        while (link != null && introduced && !pause.isOn() && underWay < UNDER_WAY && link.hasRoom()) {
            var block = backlog.next();
            if (block == null) {
                break;
            }
            underWay++;
            link.send(What.BLOCK, block, around.clock().nanos(), Messages.block(block));
        }
        settleIfDrained();
    }

    private void introduce() {
        if (!introducing && !pause.isOn() && link.hasRoom()) {
            introducing = true;
            link.send(
                    What.INTRODUCTION,
                    null,
                    around.clock().nanos(),
                    around.messages().introduction(machine));
        }
    }

    @Override
    public void answered(What what, Block block, long since, Refused refusal) {
        backoff.reset();
        switch (what) {
            case GREETING -> {
                if (refusal != null) {
                    around.tally().liveRefused.increment();
                }
            }
            case LIVE -> live(since, refusal);
            case INTRODUCTION -> introduced(refusal);
            case BLOCK -> stored(block, since, refusal);
        }
        pump();
    }

    private void live(long since, Refused refusal) {
        if (refusal == null) {
            around.tally().liveTaken.increment();
            around.tally().live.record((around.clock().nanos() - since) / 1000);
            return;
        }
        around.tally().liveRefused.increment();
        if (refusal.getCode() == Fault.CONFLICT && link.hasRoom()) {
            link.send(
                    What.GREETING,
                    null,
                    around.clock().nanos(),
                    around.messages().greeting(machine));
        }
    }

    private void introduced(Refused refusal) {
        introducing = false;
        introduced = refusal == null;
        if (introduced) {
            pause.taken();
        } else {
            around.tally().refused.increment();
            pause.begin(refusal, this::pump);
        }
    }

    private void stored(Block block, long since, Refused refusal) {
        underWay--;
        if (refusal == null) {
            pause.taken();
            boolean fresh = machine.facts().boot().equals(block.boot());
            acked += block.samples();
            ackedFresh += fresh ? block.samples() : 0;
            around.acked(block, fresh);
            around.tally().acks.record((around.clock().nanos() - since) / 1000);
        } else if (refusal.getCode() == Fault.BAD_REQUEST) {
            around.refusedForGood(block, refusal);
        } else {
            around.tally().refused.increment();
            introduced &= refusal.getCode() != Fault.CONFLICT;
            backlog.giveBack(block);
            pause.begin(refusal, this::pump);
        }
    }

    /** Loses the connection as machines do when their network fails, and dials again after a while. */
    void cut() {
        if (link != null) {
            link.cut();
        }
    }

    /** Switched off for good: what was not acknowledged stays on its disk. */
    void depart() {
        gone = true;
        cut();
        around.tally().departed.add(sampled - ackedFresh);
        drained.tryComplete();
    }

    /** Samples no more; completes when everything is acknowledged. */
    Future<Void> finish() {
        finishing = true;
        if (!gone && minute.samples() > 0) {
            seal(1);
        }
        pump();
        return drained.future();
    }

    private void settleIfDrained() {
        if (finishing && underWay == 0 && sealing == 0 && backlog.isEmpty()) {
            drained.tryComplete();
        }
    }

    void leave() {
        gone = true;
        if (link != null) {
            link.leave();
        }
    }

    int waiting() {
        return gone ? 0 : backlog.size() + sealing + underWay;
    }

    boolean hasPast() {
        return !gone && backlog.hasPast();
    }

    PretendMachine machine() {
        return machine;
    }

    long sampled() {
        return sampled;
    }

    /** Samples of the past among them. */
    long acked() {
        return acked;
    }
}
