/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.access.Access;
import io.atalaia.gateway.access.Caller;
import io.atalaia.gateway.access.Callers;
import io.atalaia.gateway.access.Need;
import io.atalaia.gateway.access.Origins;
import io.atalaia.gateway.access.Paths;
import io.atalaia.gateway.access.Permissions;
import io.atalaia.gateway.access.Rule;
import io.atalaia.gateway.access.Trail;
import io.atalaia.platform.access.Secrets;
import io.atalaia.platform.bus.Fault;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** The gate before every route: lets in who may, by the table of permissions, and nobody where the table is silent. */
final class RestGate {
    private static final String PASSED = "atalaia.passed";
    private static final String TOLD = "atalaia.told";
    private static final String CSRF = "X-CSRF-Token";
    private static final String API = "/api/";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    /** Services renew every few seconds: that is no act of anybody. */
    private static final Set<String> UNNOTED = Set.of("/api/v1/registrations/:id/renewal");

    private final Paths paths = new Paths(Permissions.rest());
    private final Callers callers;
    private final Trail trail;

    RestGate(Access access) {
        callers = access.callers();
        trail = access.trail();
    }

    /** Whether a request was let in to the route of this path. */
    static boolean passed(RoutingContext context, String path) {
        return path.equals(context.get(PASSED));
    }

    void handle(RoutingContext context) {
        var found = paths.find(context.request().method().name(), context.normalizedPath());
        if (found.path() == null) {
            Problems.send(context, new Problem(Fault.NOT_FOUND, "there is nothing at this path"));
            return;
        }
        context.put(HttpMetrics.ROUTE, found.path());
        if (found.rule() == null) {
            Problems.methodNotAllowed(context, found.methods());
        } else if (foreign(context, found.path())) {
            Problems.send(context, new Problem(Fault.FORBIDDEN, "pages of another origin may not do this"));
        } else if (anybody(found.rule())) {
            pass(context, found.rule());
        } else {
            callers.admit(context, caller -> judge(context, found.rule(), caller), context::fail);
        }
    }

    /** A page of another site can make a browser send what changes something, or open a connection that stays. */
    private static boolean foreign(RoutingContext context, String path) {
        boolean acts = !SAFE.contains(context.request().method()) || path.startsWith("/eventbus");
        return acts && !Origins.own(context.request());
    }

    /** What is the same for everybody, and is served when the database is out of reach. */
    private static boolean anybody(Rule rule) {
        boolean aboutOneself = rule.path().startsWith(API) && !rule.method().equals("POST");
        return rule.need() == Need.OPEN && !aboutOneself;
    }

    private void judge(RoutingContext context, Rule rule, Caller caller) {
        if (!rule.need().metBy(caller)) {
            refuse(context, rule, caller);
        } else if (caller.kind() == Caller.Kind.USER && mustProve(context, rule) && forged(context)) {
            Problems.send(
                    context,
                    new Problem(Fault.FORBIDDEN, "the header " + CSRF + " must carry what GET /api/v1/session told"));
        } else {
            note(context, rule);
            if (!context.request().canUpgradeToWebSocket()) {
                callers.watch(context, rule.need());
            }
            pass(context, rule);
        }
    }

    /** The live connection's requests cannot carry more than a cookie; that they are a page's of our own was looked at before. */
    private static boolean mustProve(RoutingContext context, Rule rule) {
        return !SAFE.contains(context.request().method()) && rule.path().startsWith(API);
    }

    private static boolean forged(RoutingContext context) {
        String sent = context.request().getHeader(CSRF);
        String expected = Callers.csrf(context.request());
        return sent == null || expected == null || !Secrets.same(sent, expected);
    }

    private static void pass(RoutingContext context, Rule rule) {
        context.put(PASSED, rule.path());
        context.next();
    }

    private void refuse(RoutingContext context, Rule rule, Caller caller) {
        String right = rule.need().right().word();
        var outage = callers.lessThanUsual(caller);
        if (outage.isPresent()) {
            context.fail(outage.get());
        } else if (caller.kind() == Caller.Kind.USER || caller.kind() == Caller.Kind.TOKEN) {
            if (!SAFE.contains(context.request().method())) {
                trail.note(source(context), verb(rule), context.normalizedPath(), false);
            }
            Problems.send(
                    context,
                    new Problem(Fault.FORBIDDEN, "this needs the right '" + right + "', which you do not have"));
        } else {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            Problems.send(
                    context,
                    new Problem(
                            Fault.UNAUTHENTICATED,
                            "this needs the right '" + right
                                    + "': log in, or send the header 'Authorization: Bearer <token>'"));
        }
    }

    /** What operators and administrators do is written down once it is known how it ended. */
    private void note(RoutingContext context, Rule rule) {
        boolean act = (rule.need() == Need.OPERATE || rule.need() == Need.ADMIN)
                && !rule.method().equals("GET");
        if (act && !UNNOTED.contains(rule.path())) {
            var entry = new Entry(source(context), verb(rule));
            context.addHeadersEndHandler(
                    head -> entry.write(context, context.response().getStatusCode() < Fault.BAD_REQUEST));
            // Who goes away before the answer is not told how it ended. After it, over HTTP/2, this always comes as a
            // failure.
            context.addEndHandler(gone -> entry.write(context, false));
        }
    }

    /** What is written down of one act, once. */
    private final class Entry {
        private final Trail.Source source;
        private final String verb;
        private boolean written;

        Entry(Trail.Source source, String verb) {
            this.source = source;
            this.verb = verb;
        }

        void write(RoutingContext context, boolean done) {
            if (!written) {
                written = true;
                trail.note(source, verb, object(context), done);
            }
        }
    }

    /** What came to be is named by where it is; behind it stands what the route said of the act. */
    private static String object(RoutingContext context) {
        String made = context.response().headers().get(HttpHeaders.LOCATION);
        String told = context.get(TOLD, "").strip();
        return (made == null ? context.normalizedPath() : made) + (told.isEmpty() ? "" : " " + told);
    }

    /** What the audit shall know of an act beside its path; never a secret. */
    static void tell(RoutingContext context, String what) {
        context.put(TOLD, what);
    }

    private static String verb(Rule rule) {
        return rule.method() + " " + rule.path();
    }

    /** Where a request came from, for the audit. */
    static Trail.Source source(RoutingContext context) {
        return new Trail.Source(
                Callers.of(context), context.request().remoteAddress().hostAddress(), RequestId.of(context));
    }
}
