/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.roles;

import io.atalaia.launcher.Role;
import io.atalaia.platform.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The roles that run in this process, all but the database. One is started or stopped at a time. Safe from any thread. */
public final class NodeRoles {
    private static final Logger LOG = LoggerFactory.getLogger(NodeRoles.class);
    /** The agent's last blocks may take three seconds. */
    private static final long PATIENCE_SECONDS = 4;

    private final Vertx vertx;
    private final Bus bus;
    private final RoleMaker maker;
    /** The deployments of each role, the newest first; guarded by this. */
    private final Map<Role, Deque<String>> running = new EnumMap<>(Role.class);

    /** Those that stop in a moment, with the timer that will stop them; guarded by this. */
    private final Map<Role, Long> leaving = new EnumMap<>(Role.class);

    private Future<Void> turn = Future.succeededFuture();
    private boolean ended;

    public NodeRoles(Vertx vertx, Bus bus, RoleMaker maker) {
        this.vertx = vertx;
        this.bus = bus;
        this.maker = maker;
    }

    /** How many instances run of each role, in the order of their start. */
    public synchronized Map<Role, Integer> running() {
        var counts = new EnumMap<Role, Integer>(Role.class);
        running.forEach((role, deployments) -> counts.put(role, deployments.size()));
        return counts;
    }

    /** The same without those that are about to stop. */
    public synchronized Map<Role, Integer> carried() {
        var counts = running();
        counts.keySet().removeAll(leaving.keySet());
        return counts;
    }

    public synchronized boolean runs(Role role) {
        return running.containsKey(role);
    }

    /**
     * Starts or stops as many instances as it takes, and keeps a role that was to stop in a moment. Fails with the cause of
     * the one that did not start; the others go on.
     */
    public synchronized Future<Void> bring(Role role, int instances) {
        if (instances > 0) {
            leaving.remove(role);
        }
        return inTurn(() -> brought(role, instances));
    }

    /** Does nothing when the role does not run. Never fails. */
    public Future<Void> stop(Role role) {
        return bring(role, 0);
    }

    /** The same a moment later: until then the role goes on, though it is not counted among those that are carried. */
    public synchronized void stopSoon(Role role, long millis) {
        leaving.put(role, vertx.setTimer(millis, timer -> leave(role, timer)));
    }

    private synchronized void leave(Role role, long timer) {
        if (leaving.containsValue(timer)) {
            stop(role).onComplete(stopped -> left(role, timer));
        }
    }

    private synchronized void left(Role role, long timer) {
        leaving.remove(role, timer);
    }

    /** Stops every role in the reverse order of the start, and starts none any more. */
    public Future<Void> end() {
        synchronized (this) {
            ended = true;
        }
        var roles = new ArrayList<>(List.of(Role.values()));
        Collections.reverse(roles);
        Future<Void> all = Future.succeededFuture();
        for (Role role : roles) {
            all = all.transform(before -> stop(role));
        }
        return all;
    }

    private synchronized Future<Void> inTurn(Supplier<Future<Void>> work) {
        turn = turn.transform(before -> work.get());
        return turn;
    }

    private Future<Void> brought(Role role, int instances) {
        int now = running().getOrDefault(role, 0);
        if (now == instances) {
            return Future.succeededFuture();
        }
        return (now < instances ? start(role, now + 1) : stopNewest(role)).compose(one -> brought(role, instances));
    }

    private Future<Void> start(Role role, int seat) {
        synchronized (this) {
            if (ended) {
                return Future.failedFuture(new IllegalStateException("this node is being stopped"));
            }
        }
        return Future.<Void>succeededFuture()
                .compose(go -> vertx.deployVerticle(maker.make(role, seat)))
                .map(id -> started(role, id))
                .onFailure(cause -> goneUnlessRunning(role));
    }

    private synchronized Void started(Role role, String deployment) {
        running.computeIfAbsent(role, none -> new ArrayDeque<>()).push(deployment);
        return null;
    }

    /** The other nodes stop asking it before it stops. What cannot stop does not keep the others from stopping. */
    private Future<Void> stopNewest(Role role) {
        String deployment = taken(role);
        return bus.leave(deployment)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .otherwiseEmpty()
                .compose(left -> vertx.undeploy(deployment).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .recover(cause -> {
                    LOG.atWarn()
                            .addKeyValue("role", role.word())
                            .addKeyValue("cause", cause.toString())
                            .log("did not stop cleanly");
                    return Future.succeededFuture();
                })
                .onComplete(stopped -> goneUnlessRunning(role));
    }

    private synchronized String taken(Role role) {
        var deployments = running.get(role);
        String newest = deployments.pop();
        if (deployments.isEmpty()) {
            running.remove(role);
        }
        return newest;
    }

    private void goneUnlessRunning(Role role) {
        if (!runs(role)) {
            maker.gone(role);
        }
    }
}
