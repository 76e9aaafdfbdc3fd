/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.limit.Framing;
import io.atalaia.platform.bus.Fault;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** What every request passes before it is answered. */
final class Guards {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    /** On every answer. */
    private static final Map<String, String> HEADERS =
            Map.of("X-Content-Type-Options", "nosniff", "Cross-Origin-Resource-Policy", "same-origin");

    /** What only a document heeds: on scripts and styles they would be weight without effect. */
    private static final Map<String, String> DOCUMENT_HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
            "Referrer-Policy",
            "no-referrer",
            "X-Frame-Options",
            "DENY",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Embedder-Policy",
            "require-corp",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    /** An answer of the API that somebody opens as a document may load nothing and stand in no frame. */
    private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

    private static final Pattern PART_OF_A_PAGE = Pattern.compile(".*\\.(js|css|woff2)|/i18n/.*\\.json");

    private Guards() {}

    static void headers(RoutingContext context) {
        HEADERS.forEach(context.response()::putHeader);
        // What may be kept says so itself.
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        String path = context.normalizedPath();
        if (path.startsWith("/api/")) {
            context.response().putHeader("Content-Security-Policy", DATA_POLICY).putHeader("X-Frame-Options", "DENY");
        } else if (!isPartOfAPage(path)) {
            DOCUMENT_HEADERS.forEach(context.response()::putHeader);
        }
        context.next();
    }

    static boolean isPartOfAPage(String path) {
        return PART_OF_A_PAGE.matcher(path).matches();
    }

    /** What a proxy before us may have cut in another way than we do is not taken, nor what follows it in its connection. */
    static void framing(RoutingContext context) {
        String wrong = Framing.wrong(context.request());
        if (wrong != null) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            Problems.send(context, new Problem(Fault.BAD_REQUEST, wrong));
            // What was sent behind it is waiting already.
            var ignored = context.request().connection().close();
            return;
        }
        context.next();
    }

    /**
     * A page of another site can make a browser send requests here under a name of its own that it lets point to this
     * machine; such a request carries that name.
     */
    static void loopbackHost(RoutingContext context) {
        HostAndPort authority = context.request().authority();
        if (authority == null || !LOOPBACK.contains(authority.host())) {
            Problems.send(
                    context,
                    new Problem(
                            421,
                            "this gateway answers only to localhost, 127.0.0.1 and [::1]:"
                                    + " the Host header names something else"));
            return;
        }
        context.next();
    }

    /** Browsers do not keep pages of other sites from opening a WebSocket here: the Origin tells. */
    static void sameOrigin(RoutingContext context) {
        String origin = context.request().getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !ours(origin, context.request())) {
            Problems.send(context, new Problem(403, "pages of another origin may not connect here"));
            return;
        }
        context.next();
    }

    /** Behind a proxy that decrypts, the page's origin has TLS and its requests do not; never the other way round. */
    private static boolean ours(String origin, HttpServerRequest request) {
        HostAndPort authority = request.authority();
        if (authority == null) {
            return false;
        }
        String host = authority.port() > 0 ? authority.host() + ":" + authority.port() : authority.host();
        return origin.equalsIgnoreCase("https://" + host)
                || !request.isSSL() && origin.equalsIgnoreCase("http://" + host);
    }

    static void roomForPages(RoutingContext context, BooleanSupplier full) {
        boolean connects = context.request().canUpgradeToWebSocket();
        if (connects && full.getAsBoolean()) {
            Problems.send(context, new Problem(503, "too many dashboards are connected; gateway.maxPages limits them"));
            return;
        }
        context.next();
    }
}
