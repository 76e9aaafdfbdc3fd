/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.contracts.gateway.GatewayApi;
import io.atalaia.contracts.gateway.GatewayApi.Present;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.gateway.access.Access;
import io.atalaia.gateway.bridge.Bridge;
import io.atalaia.gateway.engine.Rules;
import io.atalaia.gateway.rpc.IngestService;
import io.atalaia.gateway.service.Chronicles;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.GuestService;
import io.atalaia.gateway.service.LiveService;
import io.atalaia.gateway.service.MachineDesk;
import io.atalaia.gateway.service.NewestService;
import io.atalaia.gateway.service.Notes;
import io.atalaia.gateway.service.NotesCopy;
import io.atalaia.gateway.service.OtherGateways;
import io.atalaia.gateway.service.QueryService;
import io.atalaia.gateway.service.Storage;
import io.atalaia.gateway.service.StorageDoor;
import io.atalaia.gateway.view.FleetView;
import io.atalaia.gateway.view.Thresholds;
import io.atalaia.gateway.web.Api;
import io.atalaia.platform.access.AccessStores;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.cluster.Cluster;
import io.atalaia.platform.cluster.View;
import io.atalaia.platform.registry.Registry;
import io.atalaia.platform.registry.Registry.Offer;
import io.atalaia.platform.registry.Registry.Registration;
import io.atalaia.platform.roles.OwnMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hears agents, judges their machines, and shows the fleet to people and programs. */
public final class GatewayVerticle extends VerticleBase {
    public static final String ROLE = "gateway";
    /**
     * Longer than the second between two rounds of headlines: who takes over a machine from another gateway must have heard
     * the state that the other judged.
     */
    private static final long LISTEN_FIRST_MILLIS = 1_200;

    /** Agents sample up to 200 ms after the second; other gateways and dashboards are told once that has arrived. */
    private static final long TELL_AT_MILLIS = 300;

    private static final long FRAME_AT_MILLIS = 400;
    private static final long PROBE_MILLIS = 2_000;

    private final GatewayConfig config;
    private final Bus bus;
    private final Registry registry;
    private final Catalog catalog;
    private final Cluster cluster;
    private final Clock clock;
    private final PrometheusMeterRegistry meters;
    private final Node node;
    private final GuestHome home;
    private final AccessStores stores;
    private final List<Beat> beats = new ArrayList<>();
    private long telling = -1;
    private long probes;
    private final BusSide busSide = new BusSide();
    private LiveService live;
    private NewestService newest;
    private QueryService queries;
    private RpcParts calls;
    private Storage storage;
    private Access access;
    private Optional<String> setupSecret = Optional.empty();
    private StorageDoor writes;
    private Notes notes;
    private IngestService ingest;
    private GuestService guests;
    private Doors doors;
    private Fleet fleet;
    private NotesCopy machineNotes;
    private Bridge bridge;
    private Registration registration;
    private ProcessMetrics processMetrics;
    private MeterRegistry own;
    private Cluster.Watching following = () -> {};
    private boolean cutOff;
    private boolean ready;

    public GatewayVerticle(
            GatewayConfig config,
            Bus bus,
            Registry registry,
            Catalog catalog,
            Cluster cluster,
            Clock clock,
            PrometheusMeterRegistry meters,
            Node node,
            GuestHome home,
            AccessStores stores) {
        this.config = config;
        this.bus = bus;
        this.registry = registry;
        this.catalog = catalog;
        this.cluster = cluster;
        this.clock = clock;
        this.meters = meters;
        this.node = node;
        this.home = home;
        this.stores = stores;
    }

    /** The secret of a link with which the first administrator comes to be; empty when there are users. Known once started. */
    public Optional<String> setupSecret() {
        return setupSecret;
    }

    /** What is served over HTTP, for a comparison with the table of permissions. */
    Router router() {
        return doors.router();
    }

    /** The full names of all gRPC methods, for the same. */
    List<String> rpcMethods() {
        return calls.door().methods();
    }

    /** The port on which JSON lines are taken, once started; -1 when there is none. */
    public int linesPort() {
        return doors.linesPort();
    }

    /** The port on which requests to registered services are taken, once started; -1 when there is none. */
    public int forwardPort() {
        return doors.forwardPort();
    }

    /** The port on which the gateway listens, once started. */
    public int port() {
        return doors.port();
    }

    /** Makes other limits hold from the next request and connection on. From any thread. */
    public void change(LimitsConfig limits) {
        context.runOnContext(changed -> doors.change(limits));
    }

    @Override
    public Future<?> start() {
        Rules rules = config.states().rules();
        processMetrics = ProcessMetrics.on(meters, node.version());
        own = OwnMeters.among(meters);
        access = new Access(vertx, config.access(), config.ingest().tokens(), stores, clock, own, node.id());
        fleet = new Fleet(node.id(), clock);
        machineNotes = new NotesCopy(vertx, stores.machines(), fleet);
        writes = new StorageDoor(bus, config.patience());
        notes = new Notes(writes::note, clock, own);
        live = new LiveService(node.id(), rules, fleet, new Chronicles(notes, clock), clock, own);
        newest = new NewestService(fleet, live, new OtherGateways(bus, clock), clock);
        storage = new Storage(bus, config.patience());
        guests = home.guests(vertx, config.ingest(), node, writes, live, clock, own);
        ingest = new IngestService(
                vertx, config.ingest(), live, writes, guests, access.verdicts()::agentsToken, clock, own);
        queries = new QueryService(fleet, live, storage, clock);
        bridge = new Bridge(vertx, fleet, live, storage, access.callers(), config.maxPages(), own);
        calls = new RpcParts(
                new RpcParts.Behind(vertx, bus, catalog, fleet, newest, queries, ingest, access, clock, own),
                () -> ready);
        doors = new Doors(config, new Doors.Behind(vertx, bus, catalog, node, access, guests, clock, own));
        return doors.open(() -> parts(rules), () -> guests.open().compose(open -> letIn()))
                .compose(listening -> serve())
                .compose(serving -> registry.publish(
                        new Offer(ROLE, HealthApi.ping(ROLE, node.id()).address())))
                .map(this::begin)
                .recover(cause -> close().transform(closed -> Future.failedFuture(cause)));
    }

    private Future<?> letIn() {
        machineNotes.open();
        return access.open().onSuccess(secret -> setupSecret = secret);
    }

    private Api.Parts parts(Rules rules) {
        var setting = new FleetView.Setting(
                new FleetView.Product("Atalaia", node.version()), node.name(), node.insecure(), Thresholds.of(rules));
        return new Api.Parts(
                access,
                fleet,
                new MachineDesk(stores.machines(), access.tokens(), fleet, clock),
                live,
                newest,
                queries,
                storage,
                bridge,
                calls.door(),
                guests,
                setting,
                bus,
                catalog,
                cluster,
                clock,
                meters,
                () -> ready);
    }

    private Future<?> serve() {
        bridge.open();
        return busSide.open(bus, node.id(), live, newest);
    }

    private Registration begin(Registration published) {
        registration = published;
        if (vertx.isClustered()) {
            telling = vertx.setTimer(LISTEN_FIRST_MILLIS, heard -> startTelling());
        } else {
            startTelling();
        }
        beats.add(new Beat(vertx, clock, FRAME_AT_MILLIS, this::tellWatchers).start());
        probes = vertx.setPeriodic(1, PROBE_MILLIS, timer -> storage.probe(fleet::learn));
        following = cluster.watch(view -> context.runOnContext(seen -> heed(view)));
        ready = true;
        return published;
    }

    /** What agents send to a gateway that lost the others, nobody else would see. */
    private void heed(View view) {
        if (view.isCutOff() && !cutOff) {
            ingest.sendAway("this gateway lost the other nodes; go on at another");
        }
        cutOff = view.isCutOff();
    }

    private void tellWatchers(long second) {
        bridge.publish(second);
        calls.tell();
    }

    private void startTelling() {
        beats.add(new Beat(vertx, clock, TELL_AT_MILLIS, second -> tell()).start());
        tell();
    }

    private void tell() {
        bus.announce(GatewayApi.PRESENT, new Present(node.id()));
        bus.announce(GatewayApi.HEADLINES, live.survey());
        notes.sendSoon();
    }

    @Override
    public Future<?> stop() {
        return close();
    }

    /** Withdraws first, so that nobody is sent here any more; safe for a gateway that opened only a part. */
    private Future<Void> close() {
        ready = false;
        following.end();
        Future<Void> withdrawn = registration == null ? Future.succeededFuture() : registration.withdraw();
        beats.forEach(Beat::stop);
        vertx.cancelTimer(probes);
        vertx.cancelTimer(telling);
        calls.close();
        return withdrawn
                .onComplete(gone -> ingest.close())
                .eventually(doors::closeLines)
                .eventually(() -> notes.send())
                .eventually(busSide::close)
                .eventually(doors::close)
                .eventually(guests::close)
                .eventually(access::close)
                .onComplete(done -> {
                    machineNotes.close();
                    bridge.close();
                    storage.close();
                    writes.close();
                    processMetrics.close();
                    OwnMeters.forget(own);
                });
    }
}
