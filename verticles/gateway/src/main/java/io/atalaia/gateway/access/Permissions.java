/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import static io.atalaia.gateway.access.Need.ADMIN;
import static io.atalaia.gateway.access.Need.INGEST;
import static io.atalaia.gateway.access.Need.OPEN;
import static io.atalaia.gateway.access.Need.OPERATE;
import static io.atalaia.gateway.access.Need.READ;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one table of what everything that this gateway serves asks of its callers. What is not in it is denied to everybody; a test
 * compares it with what there is.
 */
public final class Permissions {
    private static final List<Rule> REST = List.of(
            Rule.of("GET /healthz", OPEN),
            Rule.of("GET /readyz", OPEN),
            Rule.of("GET /openapi.json", OPEN),
            Rule.of("GET /openapi.yaml", OPEN),
            Rule.of("GET /metrics", READ),
            Rule.of("GET /metrics/fleet", READ),
            Rule.of("GET /api/v1/session", OPEN),
            Rule.of("POST /api/v1/session", OPEN),
            Rule.of("DELETE /api/v1/session", OPEN),
            Rule.of("GET /api/v1/oidc/login", OPEN),
            Rule.of("GET /api/v1/oidc/callback", OPEN),
            Rule.of("POST /api/v1/setup", OPEN),
            Rule.of("POST /api/v1/enrol", OPEN),
            Rule.of("POST /api/v1/enrolments", OPERATE),
            Rule.of("PUT /api/v1/me/password", READ),
            Rule.of("GET /api/v1/users", ADMIN),
            Rule.of("POST /api/v1/users", ADMIN),
            Rule.of("PATCH /api/v1/users/:name", ADMIN),
            Rule.of("DELETE /api/v1/users/:name", ADMIN),
            Rule.of("GET /api/v1/tokens", ADMIN),
            Rule.of("POST /api/v1/tokens", ADMIN),
            Rule.of("DELETE /api/v1/tokens/:id", ADMIN),
            Rule.of("GET /api/v1/audit", ADMIN),
            Rule.of("GET /api/v1/fleet", READ),
            Rule.of("GET /api/v1/fleet/recent", READ),
            Rule.of("GET /api/v1/machines", READ),
            Rule.of("GET /api/v1/machines/:id", READ),
            Rule.of("PATCH /api/v1/machines/:id", OPERATE),
            Rule.of("DELETE /api/v1/machines/:id", OPERATE),
            Rule.of("POST /api/v1/machines/:id/merge", OPERATE),
            Rule.of("DELETE /api/v1/machines/:id/token", OPERATE),
            Rule.of("GET /api/v1/machine-tokens", OPERATE),
            Rule.of("GET /api/v1/machines/:id/live", READ),
            Rule.of("GET /api/v1/machines/:id/series", READ),
            Rule.of("GET /api/v1/machines/:id/processes", READ),
            Rule.of("GET /api/v1/machines/:id/events", READ),
            Rule.of("GET /api/v1/machines/:id/quarantine", READ),
            Rule.of("GET /api/v1/top", READ),
            Rule.of("GET /api/v1/events", READ),
            Rule.of("GET /api/v1/query", READ),
            Rule.of("GET /api/v1/export", READ),
            Rule.of("GET /api/v1/history", READ),
            Rule.of("GET /api/v1/storage", READ),
            Rule.of("GET /api/v1/services", READ),
            Rule.of("GET /api/v1/health", READ),
            Rule.of("GET /api/v1/cluster", READ),
            Rule.of("GET /api/v1/prometheus/targets", READ),
            Rule.of("GET /api/v1/watch/registrations", READ),
            Rule.of("POST /api/v1/samples", INGEST),
            Rule.of("GET /api/v1/registrations", READ),
            Rule.of("POST /api/v1/registrations", OPERATE),
            Rule.of("GET /api/v1/registrations/:id", READ),
            Rule.of("PUT /api/v1/registrations/:id", OPERATE),
            Rule.of("DELETE /api/v1/registrations/:id", OPERATE),
            Rule.of("PUT /api/v1/registrations/:id/renewal", OPERATE),
            Rule.of("PUT /api/v1/registrations/:id/maintenance", OPERATE),
            Rule.of("DELETE /api/v1/registrations/:id/maintenance", OPERATE),
            Rule.of("PUT /api/v1/nodes/:node/roles/:role", OPERATE),
            Rule.of("DELETE /api/v1/nodes/:node/roles/:role", OPERATE),
            Rule.of("POST /api/v1/nodes/:node/drain", OPERATE),
            // The live connection of pages; what each message may do is below.
            Rule.of("GET /eventbus/*", READ),
            // Where a proxy lets no WebSocket pass, pages send what they listen to in requests.
            Rule.of("POST /eventbus/*", READ),
            // The dashboard's files, of which every browser needs the one on which people log in.
            Rule.of("GET /*", OPEN));

    private static final Map<String, Need> RPC = Map.ofEntries(
            Map.entry("atalaia.ingest.v1.Ingest/Connect", INGEST),
            Map.entry("atalaia.ingest.v1.Ingest/SaveMetric", INGEST),
            Map.entry("atalaia.query.v1.Query/ListMachines", READ),
            Map.entry("atalaia.query.v1.Query/GetMetrics", READ),
            Map.entry("atalaia.query.v1.Query/GetHistory", READ),
            Map.entry("atalaia.query.v1.Query/Watch", READ),
            Map.entry("atalaia.discovery.v1.Discovery/Register", OPERATE),
            Map.entry("atalaia.discovery.v1.Discovery/Renew", OPERATE),
            Map.entry("atalaia.discovery.v1.Discovery/Remove", OPERATE),
            Map.entry("atalaia.discovery.v1.Discovery/SetMaintenance", OPERATE),
            Map.entry("atalaia.discovery.v1.Discovery/ListInstances", READ),
            Map.entry("atalaia.discovery.v1.Discovery/Watch", READ),
            Map.entry("grpc.health.v1.Health/Check", OPEN),
            Map.entry("grpc.health.v1.Health/List", OPEN),
            Map.entry("grpc.health.v1.Health/Watch", OPEN),
            Map.entry("grpc.reflection.v1.ServerReflection/ServerReflectionInfo", OPEN));

    private static final Map<Address, Need> BRIDGE = Map.of(
            new Address(Way.REGISTER, "atalaia.ui.v1.fleet"), READ,
            new Address(Way.REGISTER, "atalaia.ui.v1.machine"), READ,
            new Address(Way.SEND, "atalaia.ui.v1.watch"), READ);

    private Permissions() {}

    /** What a page does with an address. */
    public enum Way {
        REGISTER,
        SEND,
        PUBLISH
    }

    /** An address of the bridge, and what is done with it. */
    public record Address(Way way, String name) {}

    /** Every rule of REST; where several fit, the first that is not the dashboard's files. */
    public static List<Rule> rest() {
        return REST;
    }

    /** By the methods' full names. */
    public static Map<String, Need> rpc() {
        return RPC;
    }

    public static Map<Address, Need> bridge() {
        return BRIDGE;
    }

    /** What JSON lines ask of who sends them from elsewhere. */
    public static Need lines() {
        return INGEST;
    }

    /** Empty for a method that nobody may call. */
    public static Optional<Need> ofRpc(String fullName) {
        return Optional.ofNullable(RPC.get(fullName));
    }

    /** Empty for what nobody may do. */
    public static Optional<Need> ofBridge(Way way, String address) {
        return address == null ? Optional.empty() : Optional.ofNullable(BRIDGE.get(new Address(way, address)));
    }
}
