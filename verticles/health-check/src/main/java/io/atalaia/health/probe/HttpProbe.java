/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.probe;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.health.engine.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/**
 * Any status from 200 to 299, by the head of the answer alone: the body is not read, a redirect not followed. Each time on a
 * connection of its own, as a new client's would be, ended by a reset so that none lingers. Over TLS any certificate will do:
 * a check tells whether the service lives, not who it is.
 */
final class HttpProbe implements Probe {
    private static final int MOST_TO_ONE = 64;
    private static final int MOST_WAITING = 256;
    private static final int LONGEST_HEAD = 8 * 1024;

    private final HttpClient client;

    HttpProbe(Vertx vertx, boolean tls) {
        var options = new HttpClientOptions()
                .setSsl(tls)
                .setTrustAll(tls)
                .setVerifyHost(false)
                .setKeepAlive(false)
                .setMaxHeaderSize(LONGEST_HEAD)
                .setMaxInitialLineLength(LONGEST_HEAD)
                .setSoLinger(0);
        client = vertx.createHttpClient(
                options, new PoolOptions().setHttp1MaxSize(MOST_TO_ONE).setMaxWaitQueueSize(MOST_WAITING));
    }

    @Override
    public Future<Outcome> ask(Goal goal, Check check, Deadline deadline) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(goal.socket())
                .setHost(goal.authority())
                .setPort(goal.port())
                .setURI(check.target())
                .setConnectTimeout(deadline.millis())
                .setFollowRedirects(false);
        return client.request(options)
                .compose(request -> {
                    deadline.onEnd(() -> request.connection().close());
                    return request.putHeader("User-Agent", "atalaia-health").send();
                })
                .map(response -> judge(response, deadline));
    }

    private static Outcome judge(HttpClientResponse response, Deadline deadline) {
        int status = response.statusCode();
        return status >= 200 && status <= 299
                ? Outcome.able(deadline.elapsedMillis())
                : Outcome.unable("it answered " + status, deadline.elapsedMillis());
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }
}
