/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.util.concurrent.TimeUnit;

/**
 * What travels to and from a provider: JSON, within a bounded time and of a bounded length, without redirects. vertx-auth-oauth2 would
 * read answers of any length, and keeps what it has no use for to itself.
 */
final class Questions {
    /** The keys of the largest providers are a tenth of it. Bytes. */
    static final int LONGEST = 256 * 1024;

    private static final int PATIENCE_SECONDS = 5;

    private final HttpClient client;

    Questions(Vertx vertx, OidcConfig config) {
        var options = new HttpClientOptions()
                .setVerifyHost(true)
                .setConnectTimeout(PATIENCE_SECONDS * 1_000)
                .setIdleTimeout(PATIENCE_SECONDS);
        if (!config.authorities().isEmpty()) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(config.authorities()));
        }
        client = vertx.createHttpClient(options);
    }

    /** Fails when there is no answer, another than a good one, one that is too long, or no JSON object. */
    Future<JsonObject> get(String address) {
        return ask(new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(address), Buffer.buffer());
    }

    /** The same with a form. @param authorization of the header; empty for none */
    Future<JsonObject> post(String address, String authorization, String form) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(address)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded");
        if (!authorization.isEmpty()) {
            options.putHeader(HttpHeaders.AUTHORIZATION, authorization);
        }
        return ask(options, Buffer.buffer(form));
    }

    private Future<JsonObject> ask(RequestOptions options, Buffer body) {
        options.setFollowRedirects(false).putHeader(HttpHeaders.ACCEPT, "application/json");
        return client.request(options).compose(request -> request.send(body)
                .compose(response -> read(response).map(read -> object(response.statusCode(), read)))
                // Who sends a little now and then would keep it for ever.
                .timeout(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onFailure(late -> abandon(request)));
    }

    private static Future<Buffer> read(HttpClientResponse response) {
        var whole = Promise.<Buffer>promise();
        var read = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(read));
        response.handler(piece -> {
            if (read.length() + piece.length() > LONGEST) {
                whole.tryFail("its answer is longer than " + LONGEST + " bytes");
            } else if (!whole.future().isComplete()) {
                read.appendBuffer(piece);
            }
        });
        return whole.future();
    }

    /** Ends the connection, if the answer is still coming. */
    private static void abandon(HttpClientRequest request) {
        request.reset().onFailure(ended -> {});
    }

    private static JsonObject object(int status, Buffer read) {
        if (status >= 200 && status < 300) {
            return new JsonObject(read);
        }
        throw new IllegalStateException("it answers " + status + error(read));
    }

    /** What OAuth 2.0 calls the error (RFC 6749, section 5.2), when there is one. */
    private static String error(Buffer read) {
        try {
            var said = new JsonObject(read);
            String more = said.getValue("error_description") instanceof String why ? ": " + why : "";
            return said.getValue("error") instanceof String error ? " " + error + more : "";
        } catch (DecodeException | ClassCastException e) {
            return "";
        }
    }

    void close() {
        client.close().onFailure(ended -> {});
    }
}
