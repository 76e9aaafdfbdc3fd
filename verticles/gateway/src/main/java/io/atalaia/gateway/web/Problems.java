/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.atalaia.gateway.access.TooMany;
import io.atalaia.gateway.service.Blame;
import io.atalaia.gateway.service.QueryService;
import io.atalaia.gateway.view.Json;
import io.atalaia.platform.bus.Fault;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers failures as problem details (RFC 9457). What went wrong inside stays inside, found in the log by request id. */
final class Problems {
    static final String CONTENT_TYPE = "application/problem+json";
    /** What may be otherwise in a moment. */
    private static final Set<Integer> PASSING = Set.of(Fault.BUSY, Fault.UNAVAILABLE, Fault.TIMEOUT);

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Detail(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            String requestId,
            String parameter) {}

    /** The failure handler of all routes. */
    static void fail(RoutingContext context) {
        Throwable cause = context.failure();
        if (cause instanceof Problem problem) {
            send(context, problem);
        } else if (cause instanceof Fault fault && fault.code() != Fault.INTERNAL) {
            send(
                    context,
                    new Problem(
                            fault.code(), fault.getMessage(), Blame.of(fault).orElse(null)));
        } else if (isUnreadable(context, cause)) {
            send(context, new Problem(Fault.BAD_REQUEST, sentence(Fault.BAD_REQUEST)));
            // Where the next request begins, nobody can tell.
            var ignored = context.request().connection().close();
        } else if (cause instanceof QueryService.UnknownMetric unknown) {
            send(context, Problem.notFound(unknown.getMessage(), "metric"));
        } else if (cause instanceof TooMany wait) {
            context.response().putHeader("Retry-After", Long.toString(wait.seconds()));
            send(context, new Problem(Fault.BUSY, wait.getMessage()));
        } else if (cause instanceof HttpException refused) {
            send(context, new Problem(refused.getStatusCode(), sentence(refused.getStatusCode())));
        } else if (cause == null) {
            int status = context.statusCode() < 400 ? Fault.INTERNAL : context.statusCode();
            send(context, new Problem(status, sentence(status)));
        } else if (!(cause instanceof HttpClosedException)) {
            // Of one who went away amid a request nobody needs to know, and nobody is there to be answered.
            LOG.atError()
                    .addKeyValue("requestId", RequestId.of(context))
                    .addKeyValue("path", context.normalizedPath())
                    .setCause(cause)
                    .log("request failed");
            send(context, new Problem(Fault.INTERNAL, sentence(Fault.INTERNAL)));
        }
    }

    /** What could not be read as HTTP, though its first lines could: chunks that are none, or a Host that is none. */
    private static boolean isUnreadable(RoutingContext context, Throwable cause) {
        boolean broken = cause instanceof DecoderException || cause instanceof NumberFormatException;
        return cause instanceof VertxException && context.statusCode() == Fault.BAD_REQUEST
                || broken && !context.request().isEnded();
    }

    static void send(RoutingContext context, Problem problem) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        context.response().setStatusCode(problem.status()).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (PASSING.contains(problem.status()) && !context.response().headers().contains(HttpHeaders.RETRY_AFTER)) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        Replies.send(context, CONTENT_TYPE, text(problem, context.request().path(), RequestId.of(context)));
    }

    static String text(Problem problem, String path, String requestId) {
        return Json.text(new Detail(
                "about:blank",
                title(problem.status()),
                problem.status(),
                problem.getMessage(),
                path,
                requestId,
                problem.parameter()));
    }

    /** For a path that exists, with a method that it does not take. @param taken those that it does; GET stands for HEAD as well */
    static void methodNotAllowed(RoutingContext context, Collection<String> taken) {
        var methods = new TreeSet<>(taken);
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        String possible = String.join(", ", methods);
        context.response().putHeader(HttpHeaders.ALLOW, possible);
        send(context, new Problem(405, context.request().method() + " is not possible here; possible: " + possible));
    }

    static String title(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }

    private static String sentence(int status) {
        return switch (status) {
            case 400 -> "the request could not be understood";
            case 404 -> "there is nothing here";
            case 413 -> "the body is larger than gateway.maxBody allows";
            case Fault.INTERNAL -> "something went wrong inside; the log has the details under this request id";
            default -> title(status);
        };
    }
}
