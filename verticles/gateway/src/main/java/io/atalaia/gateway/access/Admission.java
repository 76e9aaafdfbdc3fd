/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** Tells who sent a request. */
public interface Admission {

    /**
     * Who this is, by the request's session cookie or its token. Credentials that are wrong, expired or revoked make it
     * {@link Caller#NOBODY}; the future fails only when nobody can be judged because the database is out of reach.
     */
    Future<Caller> of(HttpServerRequest request);

    /**
     * Ends what lasts when its sender may read no more.
     *
     * @param call asked from any thread whether it is over, and ended on the thread that calls this
     */
    void watch(HttpServerRequest request, Lasting.Call call);
}
