/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.roles;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.node.NodeApi;
import io.atalaia.contracts.node.NodeApi.Deploy;
import io.atalaia.contracts.node.NodeApi.Drain;
import io.atalaia.contracts.node.NodeApi.Undeploy;
import io.atalaia.launcher.Role;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Bus.Served;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.roles.Wish;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what operators, and the placement of roles, ask of this node. One order is carried out at a time. */
public final class RoleDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RoleDesk.class);
    /** Whoever asked through the gateway that is to stop gets the answer first. */
    private static final long ANSWERED_AFTER_MILLIS = 1_000;

    private final Bus bus;
    private final String nodeId;
    private final NodeRoles roles;
    private final KeptWish wish;
    private final Handover handover;
    private final List<Served> served = new ArrayList<>();
    private Future<?> order = Future.succeededFuture();
    private long greatestFence;

    RoleDesk(Bus bus, String nodeId, NodeRoles roles, KeptWish wish, Handover handover) {
        this.bus = bus;
        this.nodeId = nodeId;
        this.roles = roles;
        this.wish = wish;
        this.handover = handover;
    }

    Future<Void> open() {
        return keep(bus.serve(NodeApi.DEPLOY.at(nodeId), order -> inTurn(() -> deploy(order))))
                .compose(
                        serving -> keep(bus.serve(NodeApi.UNDEPLOY.at(nodeId), order -> inTurn(() -> undeploy(order)))))
                .compose(serving -> keep(bus.serve(NodeApi.DRAIN.at(nodeId), order -> inTurn(() -> drain(order)))));
    }

    Future<?> close() {
        return Future.join(served.stream().map(Served::end).toList());
    }

    private Future<Void> keep(Future<Served> serving) {
        return serving.map(one -> {
            served.add(one);
            return null;
        });
    }

    @FunctionalInterface
    private interface Order {
        Future<Void> carriedOut();
    }

    private synchronized Future<Done> inTurn(Order next) {
        Future<Done> done = order.transform(before -> next.carriedOut().map(Done.DONE));
        order = done;
        return done;
    }

    private Future<Void> deploy(Deploy asked) {
        Role role = Carrying.checked(asked.role(), asked.instances());
        checkFence(asked.fence());
        Wish before = wish.now();
        if (before.draining()) {
            throw new Fault(Fault.CONFLICT, "the node is drained and takes no roles; end that first");
        }
        if (!asked.keep()) {
            return standIn(role, asked.instances());
        }
        return wish.change(now -> now.with(role.word(), asked.instances()))
                .compose(kept -> bring(role, asked.instances())
                        .recover(cause -> wish.change(now -> before).transform(undone -> Future.failedFuture(cause))));
    }

    /** What is asked under an older lease comes from a node that has lost it, and does not know. */
    private void checkFence(long fence) {
        if (fence > 0 && fence < greatestFence) {
            throw new Fault(Fault.CONFLICT, "placed under a lease that another holds by now");
        }
        greatestFence = Math.max(greatestFence, fence);
    }

    private Future<Void> standIn(Role role, int instances) {
        if (wish.now().unwanted().contains(role.word())) {
            throw new Fault(Fault.CONFLICT, "an operator took " + role.word() + " away from this node");
        }
        return bring(role, Math.max(instances, roles.running().getOrDefault(role, 0)));
    }

    /** Roles say themselves, in a sentence, what keeps them from starting. */
    private Future<Void> bring(Role role, int instances) {
        return roles.bring(role, instances)
                .onSuccess(up -> LOG.atInfo()
                        .addKeyValue("role", role.word())
                        .addKeyValue("instances", instances)
                        .log("role deployed"))
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue("role", role.word())
                        .addKeyValue("cause", cause.toString())
                        .log("role could not be deployed"))
                .recover(cause -> Future.failedFuture(
                        cause instanceof IllegalStateException || cause instanceof Fault
                                ? new Fault(Fault.CONFLICT, role.word() + " could not start: " + cause.getMessage())
                                : cause));
    }

    private Future<Void> undeploy(Undeploy asked) {
        Role role = Carrying.checked(asked.role());
        if (!roles.runs(role) && !wish.now().roles().containsKey(role.word())) {
            throw new Fault(Fault.NOT_FOUND, "the node does not run " + role.word());
        }
        // What only stood in may come again: the next time it may be needed here.
        return wish.change(now -> now.roles().containsKey(role.word()) ? now.without(role.word()) : now)
                .compose(kept -> layDown(role));
    }

    private Future<Void> layDown(Role role) {
        if (role == Role.GATEWAY && roles.runs(role)) {
            roles.stopSoon(role, ANSWERED_AFTER_MILLIS);
            return Future.succeededFuture();
        }
        return roles.stop(role)
                .onSuccess(done -> LOG.atInfo().addKeyValue("role", role.word()).log("role undeployed"));
    }

    private Future<Void> drain(Drain asked) {
        if (asked.end() == !wish.now().draining()) {
            return Future.succeededFuture();
        }
        return asked.end() ? takePart() : layDownAll();
    }

    private Future<Void> takePart() {
        return wish.change(now -> now.drained(false)).compose(kept -> startAll(wish.now()));
    }

    private Future<Void> startAll(Wish wanted) {
        Future<Void> all = Future.succeededFuture();
        for (Role role : Role.values()) {
            int instances = wanted.roles().getOrDefault(role.word(), 0);
            if (Carrying.movable(role) && instances > 0) {
                all = all.compose(before -> bring(role, instances));
            }
        }
        return all;
    }

    /** From now on nothing is placed here. Nothing stops before others carry it, all of it. */
    private Future<Void> layDownAll() {
        var movable = new ArrayList<>(
                roles.running().keySet().stream().filter(Carrying::movable).toList());
        return wish.change(now -> now.drained(true))
                .compose(kept -> handover.of(movable).recover(cause -> wish.change(now -> now.drained(false))
                        .transform(undone -> Future.failedFuture(cause))))
                .compose(carried -> {
                    Collections.reverse(movable);
                    // It may be the one through which this was asked, so it goes last.
                    movable.sort(Comparator.comparing(Role.GATEWAY::equals));
                    return layDown(movable);
                });
    }

    private Future<Void> layDown(List<Role> all) {
        Future<Void> done = Future.succeededFuture();
        for (Role role : all) {
            done = done.compose(before -> layDown(role));
        }
        return done;
    }
}
