/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.gateway.access.Access;
import io.atalaia.gateway.access.Caller;
import io.atalaia.gateway.access.Callers;
import io.atalaia.gateway.access.Need;
import io.atalaia.gateway.access.Permissions;
import io.atalaia.gateway.access.Trail;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.grpc.common.GrpcStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The gate before every method: lets in who may, by the table of permissions. Cookies count for nothing here. */
public final class RpcGate {
    private static final String CONTENT_TYPE = "application/grpc";
    private static final String STATUS = "grpc-status";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String TOKEN = "send the metadata 'authorization: Bearer <token>'";
    /** Services renew every few seconds: that is no act of anybody. */
    private static final Set<String> UNNOTED = Set.of("atalaia.discovery.v1.Discovery/Renew");

    private final Callers callers;
    private final Trail trail;

    public RpcGate(Access access) {
        callers = access.callers();
        trail = access.trail();
    }

    /** @param call goes on with the request, if it is let in */
    void pass(RoutingContext context, Runnable call) {
        String method = context.request().path().substring(1);
        var need = Permissions.ofRpc(method);
        if (need.isEmpty()) {
            refuse(context, GrpcStatus.UNIMPLEMENTED, "there is no method " + method);
            return;
        }
        context.put(RpcDoor.METHOD, method);
        if (need.get() == Need.OPEN) {
            call.run();
        } else {
            callers.admitToken(
                    context,
                    caller -> judge(context, method, need.get(), caller, call),
                    cause -> refuse(context, GrpcStatus.UNAVAILABLE, cause.getMessage()));
        }
    }

    private void judge(RoutingContext context, String method, Need need, Caller caller, Runnable call) {
        if (need.metBy(caller)) {
            note(context, method, need);
            callers.watch(context, need);
            call.run();
        } else if (callers.lessThanUsual(caller).isPresent()) {
            refuse(
                    context,
                    GrpcStatus.UNAVAILABLE,
                    callers.lessThanUsual(caller).get().getMessage());
        } else if (caller.kind() == Caller.Kind.TOKEN) {
            if (need == Need.OPERATE) {
                trail.note(source(context), method, "", false);
            }
            refuse(
                    context,
                    GrpcStatus.PERMISSION_DENIED,
                    "this needs the right '" + need.right().word() + "', which the token does not have");
        } else {
            refuse(
                    context,
                    GrpcStatus.UNAUTHENTICATED,
                    "this needs the right '" + need.right().word() + "': " + how(need));
        }
    }

    private static String how(Need need) {
        return need == Need.INGEST
                ? TOKEN + " with a token of that scope, or with one of gateway.ingest.tokens"
                : TOKEN;
    }

    private void note(RoutingContext context, String method, Need need) {
        if (need == Need.OPERATE && !UNNOTED.contains(method)) {
            var source = source(context);
            context.addEndHandler(ended -> trail.note(source, method, "", ended.succeeded() && good(context)));
        }
    }

    private static boolean good(RoutingContext context) {
        return status(context.response()) == GrpcStatus.OK;
    }

    /** With what a call ended; {@code UNKNOWN} when its end was never told. */
    public static GrpcStatus status(HttpServerResponse response) {
        String told = response.trailers().get(STATUS);
        told = told == null ? response.headers().get(STATUS) : told;
        GrpcStatus status = told == null ? null : GrpcStatus.valueOf(Integer.parseInt(told));
        return status == null ? GrpcStatus.UNKNOWN : status;
    }

    private static Trail.Source source(RoutingContext context) {
        return new Trail.Source(
                Callers.of(context),
                context.request().remoteAddress().hostAddress(),
                context.response().headers().get(REQUEST_ID));
    }

    /** Answers without any message, in the head of the response. */
    public static void refuse(RoutingContext context, GrpcStatus status, String sentence) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
                .putHeader(STATUS, Integer.toString(status.code))
                .putHeader("grpc-message", escaped(sentence))
                .end();
    }

    /** A message is percent-encoded (PROTOCOL-HTTP2.md of gRPC, Status-Message). */
    private static String escaped(String sentence) {
        return URLEncoder.encode(sentence, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
