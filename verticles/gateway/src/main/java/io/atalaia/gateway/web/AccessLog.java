/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for each request that was answered, in key-values; never its query, its headers or its body, in which secrets may
 * stand. Written by the logger {@code atalaia.access}, so that logback.xml can send it to a file of its own.
 */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("atalaia.access");
    private static final double NANOS_A_MILLI = 1e6;
    private static final int LONGEST_PATH = 200;

    private final Function<RoutingContext, String> caller;

    /** @param caller the name of who asks */
    AccessLog(Function<RoutingContext, String> caller) {
        this.caller = caller;
    }

    void handle(RoutingContext context) {
        if (LOG.isInfoEnabled()) {
            long began = System.nanoTime();
            context.addEndHandler(ended -> write(context, (System.nanoTime() - began) / NANOS_A_MILLI));
        }
        context.next();
    }

    private void write(RoutingContext context, double millis) {
        HttpServerRequest request = context.request();
        LOG.atInfo()
                .addKeyValue("id", RequestId.of(context))
                .addKeyValue(
                        "from",
                        request.remoteAddress() == null
                                ? ""
                                : request.remoteAddress().hostAddress())
                .addKeyValue("caller", caller.apply(context))
                .addKeyValue("method", request.method().name())
                .addKeyValue("path", brief(context.normalizedPath()))
                .addKeyValue("status", context.response().getStatusCode())
                .addKeyValue("bytes", context.response().bytesWritten())
                .addKeyValue("ms", Math.round(millis * 10) / 10.0)
                .log("request");
    }

    private static String brief(String path) {
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…";
    }
}
