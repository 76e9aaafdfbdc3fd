/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.GatewayMessage;
import io.atalaia.contracts.proto.ingest.IngestOuterClass;
import io.atalaia.gateway.IngestConfig;
import io.atalaia.gateway.engine.Room;
import io.atalaia.gateway.service.GuestService;
import io.atalaia.gateway.service.LiveService;
import io.atalaia.gateway.service.Sluice;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.grpc.IngestMethods;
import io.atalaia.platform.tls.PeerCertificate;
import io.atalaia.platform.uplink.BlockDoor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.Service;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code atalaia.ingest.v1.Ingest}: the streams of agents, and single samples. Used on the gateway's event loop alone. */
public final class IngestService {
    private static final Logger LOG = LoggerFactory.getLogger(IngestService.class);
    private static final long TICK_MILLIS = 1_000;
    /** Agents come and go seldom: who was sent away for want of room need not knock each second. */
    private static final int FULL_MILLIS = 10_000;

    private static final String NO_TOKENS = "this gateway takes no agents: set gateway.ingest.tokens, for instance"
            + " --set gateway.ingest.tokens.agents=<at least 16 signs>";
    private static final String WRONG_TOKEN =
            "the metadata 'authorization: Bearer <token>' must carry one of the tokens of gateway.ingest.tokens";

    private final Vertx vertx;
    private final Clock clock;
    private final int maxAgents;
    private final Tokens tokens;
    private final GuestCalls calls;
    private final IngestMeters meters;
    private final Sluice sluice;
    private final AgentDesk.Shared shared;
    private final KnownSchemas schemas = new KnownSchemas();
    private final Set<AgentStream> streams = new LinkedHashSet<>();
    private long ticking = -1;
    private boolean closed;

    public IngestService(
            Vertx vertx,
            IngestConfig config,
            LiveService live,
            BlockDoor storage,
            GuestService guests,
            Clock clock,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.clock = clock;
        maxAgents = config.maxAgents();
        tokens = new Tokens(config.tokens());
        calls = new GuestCalls(guests);
        meters = new IngestMeters(registry);
        var room = new Room(config.maxPending().bytes());
        sluice = new Sluice(vertx, clock, registry);
        shared = new AgentDesk.Shared(live, storage, room, sluice, clock, meters);
        Gauge.builder("atalaia_ingest_streams", streams, Set::size)
                .description("Streams of agents that are open")
                .strongReference(true)
                .register(registry);
        Gauge.builder("atalaia_ingest_pending_bytes", room, Room::taken)
                .description("Bytes of blocks that wait for storage")
                .strongReference(true)
                .register(registry);
    }

    /** What the gRPC server is to serve. */
    public Service service() {
        ticking = vertx.setPeriodic(TICK_MILLIS, timer -> tick());
        return Service.service(
                        IngestMethods.SERVICE, IngestOuterClass.getDescriptor().findServiceByName("Ingest"))
                .bind(IngestMethods.CONNECT, this::connect)
                .bind(IngestMethods.SAVE_METRIC, calls::save)
                .build();
    }

    private void connect(GrpcServerRequest<AgentMessage, GatewayMessage> request) {
        Optional<String> token = tokens.nameOf(request.headers().get(HttpHeaders.AUTHORIZATION))
                .or(() -> PeerCertificate.nameOf(request.connection()));
        if (token.isEmpty()) {
            meters.unauthenticated();
            AgentStream.refuse(request, GrpcStatus.UNAUTHENTICATED, tokens.none() ? NO_TOKENS : WRONG_TOKEN);
        } else if (closed) {
            AgentStream.refuse(request, GrpcStatus.UNAVAILABLE, "this gateway stops");
        } else if (streams.size() >= maxAgents) {
            meters.full();
            request.response().trailers().set(IngestMethods.PUSHBACK, Integer.toString(FULL_MILLIS));
            AgentStream.refuse(
                    request,
                    GrpcStatus.RESOURCE_EXHAUSTED,
                    "this gateway has " + maxAgents + " agents, as many as gateway.ingest.maxAgents allows");
        } else {
            open(request, token.get());
        }
    }

    private void open(GrpcServerRequest<AgentMessage, GatewayMessage> request, String token) {
        var stream = new AgentStream[1];
        stream[0] = new AgentStream(
                request, new AgentDesk(shared), schemas, clock, meters, () -> streams.remove(stream[0]));
        streams.add(stream[0]);
        LOG.atDebug()
                .addKeyValue("token", token)
                .addKeyValue("from", request.connection().remoteAddress())
                .log("agent connected");
        stream[0].open();
    }

    private void tick() {
        long now = clock.nanos();
        List.copyOf(streams).forEach(stream -> stream.tick(now));
    }

    /** Sends every agent to another gateway; what was not answered it sends there again. One that comes back may stay. */
    public void sendAway(String why) {
        List.copyOf(streams).forEach(stream -> stream.end(GrpcStatus.UNAVAILABLE, why));
    }

    /** Sends every agent away, and takes none any more. */
    public void close() {
        closed = true;
        vertx.cancelTimer(ticking);
        sluice.close();
        sendAway("this gateway stops");
        meters.machines().close();
    }
}
