/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.stream;

import io.atalaia.agent.GatewayAddress;
import io.atalaia.agent.engine.Rotation;
import io.atalaia.contracts.Done;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.gateway.GatewayApi.Hello;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.tls.PemFiles;
import io.atalaia.platform.uplink.Backoff;
import io.atalaia.platform.uplink.BlockDoor;
import io.atalaia.platform.uplink.LiveDoor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Both doors of an agent outside the cluster: one outbound gRPC stream to one of its gateways ({@code ingest.proto}). It
 * stays with a gateway until that fails, then goes on to the next. While there is no connection every question fails at
 * once. Event loop only.
 */
public final class StreamLink implements BlockDoor, LiveDoor {
    private static final long FIRST_TRY_MILLIS = 1_000;

    private final Vertx vertx;
    private final Clock clock;
    private final StreamLimits limits;
    private final Rotation gateways;
    private final PemFiles tls;
    private final String token;
    private final Backoff backoff;
    private final LinkLog log = new LinkLog();

    private final Promise<Void> firstTry = Promise.promise();
    private Runnable present = () -> {};
    private Connection connection;
    private String gateway;
    private long dialled;
    private boolean open;
    private boolean closed;
    private long timer = -1;
    /** Until then the gateway wants to hear nothing live; on the monotonic clock. */
    private long liveFrom;

    /**
     * @param gateways as {@link GatewayAddress} takes them
     * @param token empty when the certificate stands for it
     */
    public StreamLink(
            Vertx vertx,
            Clock clock,
            Rotation gateways,
            PemFiles tls,
            String token,
            Backoff backoff,
            StreamLimits limits) {
        this.vertx = vertx;
        this.clock = clock;
        this.gateways = gateways;
        this.tls = tls;
        this.token = token;
        this.backoff = backoff;
        this.limits = limits;
        liveFrom = clock.nanos();
    }

    /**
     * Waits a moment for the first connection, so that a start in order tells of no trouble; an agent starts all the same
     * while no gateway can be reached.
     */
    @Override
    public Future<?> open(Runnable present) {
        this.present = present;
        dial();
        return firstTry.future()
                .timeout(FIRST_TRY_MILLIS, TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }

    private void dial() {
        gateway = gateways.current();
        dialled++;
        var address = GatewayAddress.of(gateway);
        connection = new Connection(vertx, clock, limits, options(address), new Ears());
        connection.dial(address.socket(), token);
    }

    private HttpClientOptions options(GatewayAddress address) {
        return Dialling.options(address, tls, (int) limits.patience().toMillis());
    }

    /** Another name for each connection: a gateway that was reached anew may have forgotten everything. */
    @Override
    public Optional<String> gateway() {
        return open ? Optional.of(gateway + "#" + dialled) : Optional.empty();
    }

    @Override
    public boolean isFull() {
        return open && (connection.conversation().isFull() || clock.nanos() - liveFrom < 0);
    }

    @Override
    public Future<Done> greet(String whom, Hello hello) {
        return gateway().equals(Optional.of(whom))
                ? heeding(connection.conversation().greet(Messages.greeting(hello.facts(), hello.schema())))
                : unreached();
    }

    @Override
    public Future<Done> live(String whom, Samples samples) {
        return gateway().equals(Optional.of(whom))
                ? heeding(connection.conversation().now(Messages.live(samples)))
                : unreached();
    }

    /** Live samples have no road of their own that waits: the way counts as full as long as the gateway asks for. */
    private Future<Done> heeding(Future<Done> answer) {
        return answer.onFailure(cause -> liveFrom = clock.nanos() + Fault.retryAfterNanos(cause));
    }

    @Override
    public Future<Done> introduce(Introduction introduction) {
        return inTurn(Messages.introduction(introduction.facts(), introduction.schema()));
    }

    @Override
    public Future<Done> store(Block block) {
        return inTurn(Messages.block(block));
    }

    /** Each event is a message of its own. */
    @Override
    public Future<Done> note(Events events) {
        return Future.all(events.events().stream()
                        .map(event -> inTurn(Messages.event(event)))
                        .toList())
                .map(all -> Done.DONE);
    }

    private Future<Done> inTurn(AgentMessage.Builder message) {
        return open ? connection.conversation().inTurn(message) : unreached();
    }

    private static Future<Done> unreached() {
        return Future.failedFuture(new Fault(Fault.UNAVAILABLE, "no gateway is connected"));
    }

    /** Leaves the gateway; what is under way has a moment to be answered. */
    public Future<Void> close() {
        closed = true;
        vertx.cancelTimer(timer);
        return connection == null ? Future.succeededFuture() : connection.close();
    }

    private final class Ears implements Connection.Listener {
        @Override
        public void open() {
            open = true;
            liveFrom = clock.nanos();
            firstTry.tryComplete();
            present.run();
        }

        @Override
        public void firstAnswer() {
            log.connected(gateway);
        }

        @Override
        public void drained() {
            present.run();
        }

        @Override
        public void ended(Ending ending) {
            open = false;
            firstTry.tryComplete();
            if (closed) {
                return;
            }
            long now = clock.nanos();
            if (ending.lived() >= limits.steady().toNanos()) {
                backoff.reset();
            }
            if (ending.refused()) {
                log.refused(gateway, ending.why());
                gateways.refused(now, limits.rest().toNanos());
            } else {
                log.lost(gateway, ending.why());
                gateways.refused(now, TimeUnit.MILLISECONDS.toNanos(ending.rest()));
            }
            long wait = backoff.failed() + TimeUnit.NANOSECONDS.toMillis(gateways.rest(now));
            timer = vertx.setTimer(wait, fired -> dial());
        }
    }
}
