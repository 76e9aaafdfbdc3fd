/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.Route;
import io.atalaia.contracts.node.NodeApi;
import io.atalaia.contracts.node.NodeApi.Deploy;
import io.atalaia.contracts.node.NodeApi.Drain;
import io.atalaia.contracts.node.NodeApi.Undeploy;
import io.atalaia.contracts.node.NodeState;
import io.atalaia.contracts.node.NodeState.RoleState;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.launcher.Role;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.roles.Wish;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoleDeskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NODE = "node-1";

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.on(vertx, new WireCodec(WireTypes.all()));
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final MemoryRoles store = new MemoryRoles();
    private final NodeRoles roles = new NodeRoles(vertx, bus, new Maker());
    private final KeptWish wish = new KeptWish(store, "lisbon", List.of("storage", "gateway"));
    private final List<NodeState> others = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        var handover = new Handover(bus, () -> Future.succeededFuture(List.copyOf(others)), NODE);
        new RoleDesk(bus, NODE, roles, wish, handover).open().await();
        roles.bring(Role.STORAGE, 1).await();
        roles.bring(Role.GATEWAY, 1).await();
        events.clear();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private <Q extends Record> void order(Route<Q, Done> route, Q order) {
        assertThat(bus.ask(route.at(NODE), order, PATIENCE).await()).isEqualTo(Done.DONE);
    }

    private <Q extends Record> Fault refused(Route<Q, Done> route, Q order) {
        return catchThrowableOfType(
                Fault.class, () -> bus.ask(route.at(NODE), order, PATIENCE).await());
    }

    private static Deploy deploy(String role, int instances) {
        return new Deploy(role, instances, true, 0);
    }

    @Test
    void aRoleIsDeployedAndKeptForTheNextStart() {
        order(NodeApi.DEPLOY, deploy("discovery", 1));
        assertThat(events).containsExactly("discovery 1 starts");
        assertThat(store.wishes.get("lisbon").roles()).containsKeys("storage", "gateway", "discovery");
        var next = new KeptWish(store, "lisbon", List.of("storage", "gateway"));
        assertThat(next.read().await().roles()).containsKey("discovery");
    }

    @Test
    void aConfigurationThatNamesOtherRolesWasSaidLast() {
        order(NodeApi.DEPLOY, deploy("discovery", 1));
        var next = new KeptWish(store, "lisbon", List.of("storage"));
        assertThat(next.read().await()).isEqualTo(Wish.configured(List.of("storage")));
    }

    @Test
    void withoutTheDatabaseTheConfiguredRolesStartAndNothingIsChanged() {
        store.away = true;
        assertThat(wish.read().await()).isEqualTo(Wish.configured(List.of("storage", "gateway")));
        assertThat(refused(NodeApi.DEPLOY, deploy("discovery", 1)).code()).isEqualTo(Fault.UNAVAILABLE);
        assertThat(refused(NodeApi.UNDEPLOY, new Undeploy("storage")).code()).isEqualTo(Fault.UNAVAILABLE);
        assertThat(events).isEmpty();
    }

    @Test
    void storageCanHaveSeveralInstancesOfWhichTheNewestStopsFirst() {
        order(NodeApi.DEPLOY, deploy("storage", 3));
        order(NodeApi.DEPLOY, deploy("storage", 2));
        assertThat(events).containsExactly("storage 2 starts", "storage 3 starts", "storage 3 stops");
        assertThat(roles.running()).containsEntry(Role.STORAGE, 2);
    }

    @Test
    void aRoleThatIsWantedAgainBeforeItStoppedGoesOn() {
        roles.stopSoon(Role.GATEWAY, 300);
        roles.stopSoon(Role.STORAGE, 400);
        roles.bring(Role.GATEWAY, 1).await();
        Awaitility.await().atMost(PATIENCE).until(() -> events.contains("storage 1 stops"));
        assertThat(events).doesNotContain("gateway 1 stops");
        assertThat(roles.carried()).containsOnlyKeys(Role.GATEWAY);
    }

    @Test
    void whatCannotBeIsRefusedWithTheReason() {
        assertThat(refused(NodeApi.DEPLOY, deploy("database", 1)).getMessage()).contains("pinned");
        assertThat(refused(NodeApi.UNDEPLOY, new Undeploy("database")).code()).isEqualTo(Fault.CONFLICT);
        assertThat(refused(NodeApi.DEPLOY, deploy("gateway", 2)).getMessage()).contains("memory");
        assertThat(refused(NodeApi.DEPLOY, deploy("gateways", 1)).getMessage()).contains("the roles are");
        assertThat(refused(NodeApi.DEPLOY, deploy("storage", 17)).code()).isEqualTo(Fault.BAD_REQUEST);
        assertThat(refused(NodeApi.UNDEPLOY, new Undeploy("discovery")).code()).isEqualTo(Fault.NOT_FOUND);
        assertThat(events).isEmpty();
    }

    @Test
    void aRoleThatDoesNotStartIsToldWithItsReasonAndNotKept() {
        assertThat(refused(NodeApi.DEPLOY, deploy("health-check", 1)).getMessage())
                .isEqualTo("health-check could not start: the port is taken");
        assertThat(wish.now().roles()).doesNotContainKey("health-check");
    }

    @Test
    void whatWasTakenAwayIsNotPlacedHereByItselfUntilAnOperatorSaysSo() {
        order(NodeApi.UNDEPLOY, new Undeploy("storage"));
        assertThat(events).containsExactly("storage 1 stops", "storage gone");
        assertThat(refused(NodeApi.DEPLOY, new Deploy("storage", 1, false, 1)).getMessage())
                .contains("took storage away");
        order(NodeApi.DEPLOY, deploy("storage", 1));
        assertThat(wish.now().unwanted()).isEmpty();
    }

    @Test
    void whatIsPlacedIsNotKeptAndALateOrderOfAnOlderLeaseIsRefused() {
        order(NodeApi.DEPLOY, new Deploy("discovery", 1, false, 8));
        assertThat(wish.now().roles()).doesNotContainKey("discovery");
        assertThat(refused(NodeApi.DEPLOY, new Deploy("agent", 1, false, 7)).code())
                .isEqualTo(Fault.CONFLICT);
    }

    @Test
    void whatStoodInAndWasTakenAwayMayStandInAgain() {
        order(NodeApi.DEPLOY, new Deploy("discovery", 1, false, 8));
        order(NodeApi.UNDEPLOY, new Undeploy("discovery"));
        order(NodeApi.DEPLOY, new Deploy("discovery", 1, false, 9));
        assertThat(roles.runs(Role.DISCOVERY)).isTrue();
    }

    @Test
    void aDrainWithNobodyElseStopsNothing() {
        assertThat(refused(NodeApi.DRAIN, new Drain(false)).getMessage()).contains("nobody else can carry");
        assertThat(wish.now().draining()).isFalse();
        assertThat(events).isEmpty();
    }

    @Test
    void aDrainStopsOnceOthersCarryWhatNobodyElseCarriedAndItsEndBringsItBack() {
        others.add(other("node-2", "gateway"));
        bus.serve(NodeApi.DEPLOY.at("node-2"), asked -> {
                    events.add("node-2 takes " + asked.role());
                    return Future.succeededFuture(Done.DONE);
                })
                .await();
        order(NodeApi.DRAIN, new Drain(false));
        assertThat(new NodeDuties(roles, wish, true).roles()).containsExactly(new RoleState("database", 1, true));
        Awaitility.await().atMost(PATIENCE).until(() -> events.contains("gateway gone"));
        assertThat(events.get(0)).isEqualTo("node-2 takes storage");
        assertThat(refused(NodeApi.DEPLOY, deploy("discovery", 1)).getMessage()).contains("drained");
        assertThat(store.wishes.get("lisbon").draining()).isTrue();
        order(NodeApi.DRAIN, new Drain(true));
        assertThat(roles.running()).isEqualTo(Map.of(Role.STORAGE, 1, Role.GATEWAY, 1));
    }

    private static NodeState other(String id, String role) {
        var carried = List.of(new RoleState(role, 1, false));
        return new NodeState(id, id, "", "", 0, carried, 2, false, "", false, 0, false, 0, List.of(), List.of());
    }

    @Test
    void theEndStopsEveryRoleInReverseOrderAndStartsNoneAnyMore() {
        order(NodeApi.DEPLOY, deploy("discovery", 1));
        events.clear();
        roles.end().await();
        assertThat(events.stream().filter(event -> event.endsWith("stops")))
                .containsExactly("gateway 1 stops", "discovery 1 stops", "storage 1 stops");
        assertThat(Set.copyOf(events)).contains("storage gone");
        assertThat(refused(NodeApi.DEPLOY, deploy("storage", 1)).getMessage()).contains("being stopped");
    }

    /** Roles that note what happens to them; the health check cannot start. */
    private final class Maker implements RoleMaker {
        @Override
        public Deployable make(Role role, int seat) {
            return new VerticleBase() {
                @Override
                public Future<?> start() {
                    if (role == Role.HEALTH_CHECK) {
                        return Future.failedFuture(new IllegalStateException("the port is taken"));
                    }
                    events.add(role.word() + " " + seat + " starts");
                    return Future.succeededFuture();
                }

                @Override
                public Future<?> stop() {
                    events.add(role.word() + " " + seat + " stops");
                    return Future.succeededFuture();
                }
            };
        }

        @Override
        public void gone(Role role) {
            events.add(role.word() + " gone");
        }
    }
}
