/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.limit.Connections;
import io.atalaia.gateway.limit.Framing;
import io.atalaia.platform.tls.ServerTls;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.util.concurrent.TimeUnit;

/** The socket behind which everything is served. */
public final class HttpDoor {
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int LARGEST_HEADERS = 16 * 1024;
    /** How long a page that does not answer may hold up the end of its connection. */
    private static final int CLOSING_SECONDS = 1;

    /** Longer than a hidden page may be silent. */
    private static final int IDLE_SECONDS = 150;

    private final Vertx vertx;
    private final HttpSettings settings;
    private final Leaving leaving;
    private final Connections connections;
    private final ServerTls tls;
    private HttpServer server;

    public HttpDoor(Vertx vertx, HttpSettings settings, Leaving leaving, Connections connections, ServerTls tls) {
        this.vertx = vertx;
        this.settings = settings;
        this.leaving = leaving;
        this.connections = connections;
        this.tls = tls;
    }

    /** Fails with an {@link IllegalStateException} that says in a sentence what to do when the port is taken. */
    public Future<HttpServer> open(Router router) {
        var options = options();
        server = vertx.createHttpServer(tls.secure(options))
                .connectionHandler(connection -> attend(connection, options))
                .requestHandler(router)
                .invalidRequestHandler(HttpDoor::refuse);
        return server.listen(settings.port(), settings.host())
                .onSuccess(tls::follow)
                .recover(this::explained);
    }

    private void attend(HttpConnection connection, HttpServerOptions options) {
        Framing.strict(connection, options, connection.isSsl());
        leaving.attend(connection);
        connections.attend(connection);
    }

    private HttpServerOptions options() {
        int message = settings.maxBody();
        return new HttpServerOptions()
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setMaxWebSocketFrameSize(message)
                .setMaxWebSocketMessageSize(message)
                .setWebSocketClosingTimeout(CLOSING_SECONDS)
                .setCompressionSupported(true)
                .setPerMessageWebSocketCompressionSupported(true)
                .setHttp2ClearTextEnabled(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    private Future<HttpServer> explained(Throwable cause) {
        String place = settings.port() + " of " + settings.host();
        String sentence = cause instanceof BindException
                ? "port " + place + " is in use; choose another with --set gateway.port=…"
                : "port " + place + " cannot be opened: " + cause.getMessage();
        return Future.failedFuture(new IllegalStateException(sentence));
    }

    /** Requests that are no HTTP, or too long to be read. */
    private static void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        int status = cause instanceof TooLongHttpLineException
                ? 414
                : cause instanceof TooLongHttpHeaderException ? 431 : 400;
        String detail =
                switch (status) {
                    case 414 -> "the address of the request is longer than " + LONGEST_LINE + " bytes";
                    case 431 -> "the headers of the request are larger than " + LARGEST_HEADERS + " bytes";
                    default -> "the request is no HTTP";
                };
        String id = RequestId.from(null);
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problems.CONTENT_TYPE)
                .putHeader(RequestId.HEADER, id)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(Problems.text(new Problem(status, detail), "", id));
        request.connection().close();
    }

    public int port() {
        return server.actualPort();
    }

    /** Sends those away who keep connections, if there is another gateway for them, and lets running requests end. */
    public Future<Void> close() {
        if (server == null) {
            return Future.succeededFuture();
        }
        leaving.begin();
        return server.shutdown(leaving.patienceSeconds(), TimeUnit.SECONDS);
    }
}
