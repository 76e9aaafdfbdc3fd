/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Serves the dashboard's files. Those of a folder are read again when somebody asks, at most once a second. */
final class StaticFiles {
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String INDEX = "index.html";

    private final Vertx vertx;
    private final String webroot;
    private final LongSupplier nanos;
    private Future<Map<String, Asset>> assets;
    private long readAt;

    StaticFiles(Vertx vertx, String webroot, LongSupplier nanos) {
        this.vertx = vertx;
        this.webroot = webroot;
        this.nanos = nanos;
    }

    Future<Map<String, Asset>> open() {
        readAt = nanos.getAsLong();
        assets = vertx.executeBlocking(() -> Assets.load(webroot), false);
        return assets;
    }

    void handle(RoutingContext context) {
        if (!webroot.isEmpty() && assets.isComplete() && nanos.getAsLong() - readAt > AGAIN_NANOS) {
            open().onFailure(context::fail);
        }
        assets.onSuccess(files -> serve(context, files)).onFailure(context::fail);
    }

    private static void serve(RoutingContext context, Map<String, Asset> files) {
        String path = context.normalizedPath();
        String name = path.equals("/") ? INDEX : path.substring(1);
        Asset asset = files.getOrDefault(name, files.get(name + ".html"));
        if (asset == null && !name.substring(name.lastIndexOf('/') + 1).contains(".")) {
            asset = files.get(INDEX);
        }
        if (asset == null) {
            Problems.send(context, new Problem(404, "there is nothing at this path"));
            return;
        }
        // Nobody asks after a file that came; on the many small ones of a page such headers are a part of the weight.
        context.response()
                .headers()
                .remove(RequestId.HEADER)
                .remove(RateLimit.POLICY)
                .remove(RateLimit.LEFT);
        send(context, asset);
    }

    static void send(RoutingContext context, Asset asset) {
        boolean zipped = asset.zipped() != null && acceptsZip(context);
        String tag = "\"" + asset.hash() + (zipped ? "-gz" : "") + "\"";
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.ETAG, tag)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        String known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && (known.equals("*") || known.contains(asset.hash()))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_ENCODING, zipped ? "gzip" : "identity");
        Replies.send(context, asset.type(), zipped ? asset.zipped() : asset.plain());
    }

    static boolean acceptsZip(RoutingContext context) {
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip");
    }
}
