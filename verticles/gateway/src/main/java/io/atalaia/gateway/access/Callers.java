/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.platform.bus.Fault;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;

/** Who sent the requests that were let in. For one event loop. */
public final class Callers {
    private static final String CALLER = "atalaia.caller";

    private final Verdicts verdicts;
    private final Lasting lasting;

    Callers(Verdicts verdicts, Lasting lasting) {
        this.verdicts = verdicts;
        this.lasting = lasting;
    }

    /** Who sent a request that was let in. */
    public static Caller of(RoutingContext context) {
        Caller caller = context.get(CALLER);
        return caller == null ? Caller.NOBODY : caller;
    }

    /** Who shows a token where there is no request to carry it; fails when nobody can tell. */
    public Future<Caller> bearing(String token) {
        return verdicts.of(Presented.bearing(token));
    }

    /** Ends what such a token began when it may not go on. */
    public void watch(String token, Need need, Lasting.Call call) {
        lasting.hold(Presented.bearing(token), need, call);
    }

    /**
     * Why somebody who may not do what was asked might be allowed to once the database is back; empty while it answers.
     *
     * @param caller who was let in, but not to this
     */
    public Optional<Fault> lessThanUsual(Caller caller) {
        boolean known = caller.kind() == Caller.Kind.USER || caller.kind() == Caller.Kind.TOKEN;
        return known && verdicts.isOut()
                ? Optional.of(new Fault(Fault.UNAVAILABLE, Verdicts.LESS_THAN_USUAL))
                : Optional.empty();
    }

    /** What a page must send in {@code X-CSRF-Token}; null for who came without a cookie. */
    public static String csrf(HttpServerRequest request) {
        var presented = Presented.by(request);
        return presented.kind() == Presented.Kind.SESSION ? SessionCookie.csrf(presented.secret()) : null;
    }

    /**
     * Finds out who sends a request, and notes it. The request is not read meanwhile: whoever handles it must be there first.
     *
     * @param failed takes why nobody can tell
     */
    public void admit(RoutingContext context, Consumer<Caller> then, Consumer<Throwable> failed) {
        admit(context, Presented.by(context.request()), then, failed);
    }

    /** The same, but without a look at cookies: for what pages have no business with. */
    public void admitToken(RoutingContext context, Consumer<Caller> then, Consumer<Throwable> failed) {
        var presented = Presented.by(context.request());
        boolean cookie = presented.kind() == Presented.Kind.SESSION;
        admit(context, cookie ? Presented.NOTHING : presented, then, failed);
    }

    private void admit(RoutingContext context, Presented presented, Consumer<Caller> then, Consumer<Throwable> failed) {
        var judged = verdicts.of(presented);
        boolean waits = !judged.isComplete();
        if (waits) {
            context.request().pause();
        }
        judged.onComplete(done -> {
            if (done.succeeded()) {
                context.put(CALLER, done.result());
                then.accept(done.result());
            } else {
                failed.accept(done.cause());
            }
            if (waits) {
                context.request().resume();
            }
        });
    }

    /** Ends a request that lasts when its sender may not go on. */
    public void watch(RoutingContext context, Need need) {
        var request = context.request();
        lasting.hold(Presented.by(request), need, new Lasting.Call() {
            @Override
            public boolean over() {
                return request.response().ended() || request.response().closed();
            }

            @Override
            public void end() {
                // Not the stream alone: whoever serves it is told of a connection's end, but not of a stream that we
                // reset.
                request.connection().close();
            }
        });
    }

    /** The same for what is not over with the request that began it. */
    public void watch(RoutingContext context, Need need, Lasting.Call call) {
        lasting.hold(Presented.by(context.request()), need, call);
    }
}
