/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.probe;

import io.atalaia.health.engine.Subject;
import io.atalaia.platform.engine.Networks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;

/** Finds the address behind a name, and refuses those that may not be asked. */
final class Goals {
    private final Vertx vertx;
    private final Networks networks;

    Goals(Vertx vertx, Networks networks) {
        this.vertx = vertx;
        this.networks = networks;
    }

    /** A goal that may not be asked. */
    static final class NotAllowed extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotAllowed(String message) {
            super(message, null, false, false);
        }
    }

    /** Fails with {@link NotAllowed} where no check may go. The address that was judged is the one that is asked. */
    Future<Goal> of(Subject subject) {
        var target = subject.target();
        var literal = Networks.literal(target.address());
        Future<InetAddress> found = literal.map(Future::succeededFuture).orElseGet(() -> resolve(target.address()));
        return found.map(ip -> allowed(subject, ip));
    }

    /** By Vert.x's own resolver, which keeps answers for as long as they say and blocks nobody. */
    private Future<InetAddress> resolve(String name) {
        return ((VertxInternal) vertx).nameResolver().resolve(name);
    }

    private Goal allowed(Subject subject, InetAddress ip) {
        boolean local = Networks.isLocal(ip) && subject.reach() != Subject.Reach.HOME_ALONE;
        if (local || ip.isAnyLocalAddress() || ip.isMulticastAddress()) {
            throw new NotAllowed("its name stands for " + ip.getHostAddress()
                    + ", which means another machine on each: register the address");
        }
        if (!networks.allows(ip)) {
            throw new NotAllowed(ip.getHostAddress() + " may not be checked: health.allowed, health.denied");
        }
        return new Goal(subject.target().address(), ip, subject.target().port());
    }
}
