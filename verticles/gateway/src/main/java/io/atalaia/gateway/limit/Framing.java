/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.limit;

import io.atalaia.platform.transport.StrictFraming;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.Http1xServerConnection;

/**
 * Where a request ends must be the same for everybody who reads it, or a second one could be hidden in the first (request
 * smuggling; RFC 9112, section 6.3).
 */
public final class Framing {
    private static final int LONGEST_REST = 1 << 20;

    private Framing() {}

    /**
     * Makes a new connection refuse what Netty would repair in silence.
     *
     * @param shownAtOnce whether nothing was read from it yet; where that is not so, {@link StrictFraming} did it before
     */
    public static void strict(HttpConnection connection, HttpServerOptions options, boolean shownAtOnce) {
        if (shownAtOnce && connection instanceof Http1xServerConnection plain) {
            StrictFraming.on(plain.channelHandlerContext().pipeline(), options);
        }
    }

    /** What is wrong with a request's framing; null when nothing is. */
    public static String wrong(HttpServerRequest request) {
        var headers = request.headers();
        if (headers.contains(HttpHeaders.TRANSFER_ENCODING)) {
            var encodings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
            if (encodings.size() > 1 || !encodings.get(0).equalsIgnoreCase("chunked")) {
                return "Transfer-Encoding must be chunked and nothing else";
            }
            if (request.version() == HttpVersion.HTTP_1_0) {
                return "HTTP/1.0 knows no Transfer-Encoding";
            }
        }
        if (headers.contains(HttpHeaders.CONTENT_LENGTH)
                && headers.getAll(HttpHeaders.CONTENT_LENGTH).size() > 1) {
            return "there must be one Content-Length";
        }
        return headers.getAll(HttpHeaders.HOST).size() > 1 ? "there must be one Host" : null;
    }

    /**
     * To be called before the answer of a request whose body nobody reads any more: its end ends the connection too, but where a
     * connection carries several requests a short rest is read to nowhere.
     */
    public static void leave(HttpServerRequest request) {
        var response = request.response();
        if (request.version() == HttpVersion.HTTP_2) {
            long before = request.bytesRead();
            request.handler(part -> {
                if (request.bytesRead() - before > LONGEST_REST) {
                    var ignored = request.connection().close();
                }
            });
            request.resume();
        } else {
            response.putHeader(HttpHeaders.CONNECTION, "close");
            response.endHandler(sent -> request.connection().close());
        }
    }

    public static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        if (request.version() == HttpVersion.HTTP_2) {
            // Nothing announces a body there, so whatever may have one is taken to have.
            return request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD;
        }
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
