/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.gateway.forward.engine.Cookies;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collection;
import java.util.Set;

/** Credentials that are meant for the gateway: no service gets to see them. */
final class OwnSecrets {
    private static final String BEARER = "bearer ";
    /** Every token that the gateway gives out begins so. */
    private static final String TOKEN = "ata_";

    private final Set<String> tokens;

    /** @param tokens that the configuration names */
    OwnSecrets(Collection<String> tokens) {
        this.tokens = Set.copyOf(tokens);
    }

    /** @param authorization the whole field */
    boolean isOurs(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return false;
        }
        String token = authorization.substring(BEARER.length()).strip();
        return token.startsWith(TOKEN) || tokens.contains(token);
    }

    /** Whether a browser may have sent the request on behalf of a page that the user did not mean to. */
    static boolean isByCookie(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.COOKIE).stream().anyMatch(Cookies::holdsOurs);
    }
}
