/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.access.Access;
import io.atalaia.gateway.access.Caller;
import io.atalaia.gateway.access.Callers;
import io.atalaia.gateway.bridge.Bridge;
import io.atalaia.gateway.engine.limit.Policy;
import io.atalaia.gateway.rpc.RpcDoor;
import io.atalaia.gateway.service.ExportService;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.GuestService;
import io.atalaia.gateway.service.HistoryService;
import io.atalaia.gateway.service.LiveService;
import io.atalaia.gateway.service.MachineDesk;
import io.atalaia.gateway.service.NewestService;
import io.atalaia.gateway.service.QueryService;
import io.atalaia.gateway.service.Storage;
import io.atalaia.gateway.view.FleetView;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.cluster.Cluster;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Everything that is served over HTTP, in one router. */
public final class Api {
    private static final int TEXT_WORKERS = 2;

    private final Vertx vertx;
    private final HttpSettings settings;
    private final Leaving leaving;
    private final StaticFiles files;
    private final RateLimit ofAddresses;
    private final RateLimit ofCallers;

    public Api(Vertx vertx, HttpSettings settings, Leaving leaving, Clock clock, MeterRegistry own) {
        this.vertx = vertx;
        this.settings = settings;
        this.leaving = leaving;
        files = new StaticFiles(vertx, settings.webroot(), clock.monotonic());
        ofAddresses = new RateLimit("address", settings.rate(), Api::address, clock.monotonic(), own);
        ofCallers = new RateLimit("caller", settings.rate(), Api::caller, clock.monotonic(), own);
    }

    private static String address(RoutingContext context) {
        SocketAddress remote = context.request().remoteAddress();
        return remote == null ? "" : String.valueOf(remote.hostAddress());
    }

    /** By which a user and a token of one name differ; empty for who is neither. */
    private static String caller(RoutingContext context) {
        Caller caller = Callers.of(context);
        return caller.name().isEmpty() ? "" : caller.kind().name().toLowerCase(Locale.ROOT) + " " + caller.name();
    }

    /** From the next request on. */
    public void change(Policy policy) {
        ofAddresses.change(policy);
        ofCallers.change(policy);
    }

    /** What the routes are made of. */
    public record Parts(
            Access access,
            Fleet fleet,
            MachineDesk desk,
            LiveService live,
            NewestService newest,
            QueryService queries,
            Storage storage,
            Bridge bridge,
            RpcDoor rpc,
            GuestService guests,
            FleetView.Setting setting,
            Bus bus,
            Catalog catalog,
            Cluster cluster,
            Clock clock,
            PrometheusMeterRegistry meters,
            BooleanSupplier ready) {}

    /** Reads the dashboard's files and arranges the routes. */
    public Future<Router> open(Parts parts) {
        return files.open().map(read -> router(parts));
    }

    private Router router(Parts parts) {
        Router router = Router.router(vertx);
        guard(router, parts);
        bridge(router, parts);
        var routes = new Routes(router);
        new SessionRoutes(parts.access(), settings.open()).addTo(routes);
        new OidcRoutes(parts.access()).addTo(routes);
        new UserRoutes(parts.access()).addTo(routes);
        new TokenRoutes(parts.access()).addTo(routes);
        var authority = new OwnAuthority(vertx, settings.certificate());
        var agent = new AgentPackage(AgentPackage.ofThisDistribution(), parts.meters());
        agent.addTo(routes);
        new EnrolmentRoutes(parts.access(), authority, agent).addTo(routes);
        new AuditRoutes(new AuditSearch(parts.access().audit())).addTo(routes);
        new SystemRoutes(parts.meters(), parts.ready()).addTo(routes);
        var workers = vertx.createSharedWorkerExecutor("atalaia-gateway-text", TEXT_WORKERS);
        new FleetMetricsRoutes(parts.fleet(), parts.newest(), new LongAnswers(vertx, workers)).addTo(routes);
        new FleetRoutes(parts.fleet(), parts.storage(), parts.setting(), parts.clock()).addTo(routes);
        new MachineRoutes(parts.fleet(), parts.live(), parts.storage(), parts.desk()).addTo(routes);
        new ProcessRoutes(parts.fleet(), parts.live(), parts.storage(), parts.clock()).addTo(routes);
        new TopRoutes(parts.fleet(), parts.storage(), parts.clock()).addTo(routes);
        new EventRoutes(parts.fleet(), parts.storage(), parts.clock()).addTo(routes);
        new SampleRoutes(parts.guests()).addTo(routes);
        new StoredRoutes(parts.fleet(), parts.storage()).addTo(routes);
        new QueryRoutes(parts.queries(), parts.clock()).addTo(routes);
        var exports = new ExportService(parts.fleet(), parts.live(), parts.queries());
        new ExportRoutes(exports, new LongAnswers(vertx, workers), parts.clock()).addTo(routes);
        new HistoryRoutes(parts.fleet(), new HistoryService(parts.queries()), parts.clock()).addTo(routes);
        new ServiceRoutes(parts.bus(), parts.catalog()).addTo(routes);
        new RegistrationRoutes(parts.bus(), parts.catalog()).addTo(routes);
        new WatchRoutes(parts.catalog()).addTo(routes);
        new ClusterRoutes(parts.cluster(), parts.clock()).addTo(routes);
        new NodeRoutes(parts.bus(), parts.cluster()).addTo(routes);
        new TargetRoutes(parts.catalog()).addTo(routes);
        new DescriptionRoutes(vertx).addTo(routes);
        for (String none : new String[] {"/api", "/api/*", "/metrics/*", "/eventbus", "/eventbus/*"}) {
            router.route(none)
                    .handler(context -> Problems.send(context, new Problem(404, "there is nothing at this path")));
        }
        routes.get("/*", files::handle);
        return router;
    }

    private void guard(Router router, Parts parts) {
        router.route().handler(new HttpMetrics(parts.meters())::handle);
        router.route().handler(RequestId::handle);
        if (settings.accessLog()) {
            router.route().handler(new AccessLog(Api::caller)::handle);
        }
        router.route().handler(leaving::handle);
        router.route().handler(Guards::headers);
        router.route().handler(new Dates(parts.clock())::handle);
        if (settings.hstsSeconds() > 0) {
            router.route().handler(new Hsts(settings.hstsSeconds())::handle);
        }
        router.route().failureHandler(Problems::fail);
        router.route().handler(Guards::framing);
        if (settings.loopbackOnly()) {
            router.route().handler(Guards::loopbackHost);
        }
        router.route().handler(ofAddresses::handle);
        parts.rpc().addTo(router);
        router.route().handler(new RestGate(parts.access())::handle);
        router.route().handler(ofCallers::handle);
        router.route().handler(Bodies::json);
        router.route()
                .method(HttpMethod.POST)
                .method(HttpMethod.PUT)
                .method(HttpMethod.PATCH)
                .handler(BodyHandler.create(false).setBodyLimit(settings.maxBody()));
    }

    private static void bridge(Router router, Parts parts) {
        router.route("/eventbus/*").handler(Guards::sameOrigin);
        router.route("/eventbus/*").handler(context -> Guards.roomForPages(context, parts.bridge()::full));
        router.route("/eventbus/*").subRouter(parts.bridge().router());
    }
}
