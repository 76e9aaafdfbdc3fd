/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.atalaia.gateway.access.oidc.Refused.Why;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks a provider over HTTP: no redirects, little patience, and no large answers. */
final class ProviderClient {
    private static final long PATIENCE_MILLIS = 5_000;
    private static final int LARGEST = 256 * 1024;

    private final Vertx vertx;
    private final OidcConfig config;
    private final HttpClient client;

    ProviderClient(Vertx vertx, OidcConfig config) {
        this.vertx = vertx;
        this.config = config;
        var options = new HttpClientOptions().setVerifyHost(true).setConnectTimeout((int) PATIENCE_MILLIS);
        if (!config.authorities().isEmpty()) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(config.authorities()));
        }
        client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(4));
    }

    Future<JsonObject> get(String address) {
        return ask(HttpMethod.GET, address, request -> request.send());
    }

    /** A code for tokens (RFC 6749, section 4.1.3). */
    Future<JsonObject> exchange(Discovered place, String code, String callback, String verifier) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", callback);
        form.put("client_id", config.clientId());
        form.put("code_verifier", verifier);
        return secret().compose(secret -> ask(HttpMethod.POST, place.token(), request -> {
            if (!secret.isEmpty() && place.basic()) {
                request.putHeader("Authorization", "Basic " + credentials(secret));
            } else if (!secret.isEmpty()) {
                form.put("client_secret", secret);
            }
            return request.putHeader("Content-Type", "application/x-www-form-urlencoded")
                    .send(Provider.form(form));
        }));
    }

    /** Read each time: it may be renewed. */
    private Future<String> secret() {
        return config.clientSecretFile().isEmpty()
                ? Future.succeededFuture("")
                : vertx.fileSystem().readFile(config.clientSecretFile()).map(text -> text.toString()
                        .strip());
    }

    private String credentials(String secret) {
        String both = encoded(config.clientId()) + ":" + encoded(secret);
        return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private interface Sending {
        Future<HttpClientResponse> send(HttpClientRequest request);
    }

    private Future<JsonObject> ask(HttpMethod method, String address, Sending sending) {
        var options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(address)
                .setTimeout(PATIENCE_MILLIS)
                .addHeader("Accept", "application/json");
        return client.request(options)
                .compose(request -> sending.send(request).compose(ProviderClient::read))
                .timeout(2 * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Future<JsonObject> read(HttpClientResponse response) {
        var body = Buffer.buffer();
        response.handler(piece -> {
            if (body.length() + piece.length() > LARGEST) {
                var ignored = response.request().reset();
            } else {
                body.appendBuffer(piece);
            }
        });
        return response.end().map(ended -> {
            if (response.statusCode() != 200) {
                throw new Refused(Why.PROVIDER, "the provider answers with " + response.statusCode());
            }
            return body.toJsonObject();
        });
    }

    Future<Void> close() {
        return client.close();
    }
}
