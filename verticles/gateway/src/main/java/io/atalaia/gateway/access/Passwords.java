/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.platform.access.User;
import io.atalaia.platform.bus.Fault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** Hashes passwords apart from the event loop, few at a time: each takes 19 MiB. For one event loop. */
final class Passwords {
    private static final int WORKERS = 2;
    private static final int MOST_WAITING = 16;

    private final WorkerExecutor workers;
    private final String nobody = Argon2.unreachable();
    private int waiting;

    Passwords(Vertx vertx) {
        workers = vertx.createSharedWorkerExecutor("atalaia-gateway-passwords", WORKERS);
    }

    /** Fails with 503 when too many wait already. */
    Future<String> hash(String password) {
        return work(() -> Argon2.hash(PasswordRule.normal(password)));
    }

    /** @param user null when there is none: that takes as long as a wrong password does */
    Future<Boolean> matches(String password, User user) {
        String hashed = user == null ? nobody : user.password();
        return work(() -> Argon2.matches(PasswordRule.normal(password), hashed) && user != null);
    }

    private <T> Future<T> work(Callable<T> task) {
        if (waiting >= MOST_WAITING) {
            return Future.failedFuture(new Fault(Fault.UNAVAILABLE, "too many log in at once; try again in a moment"));
        }
        waiting++;
        return workers.executeBlocking(task, false).onComplete(done -> waiting--);
    }

    Future<Void> close() {
        return workers.close();
    }
}
