/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.platform.access.Secrets;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/**
 * What a request shows to be let in.
 *
 * @param secret null when there is none, or none that can be one of ours
 * @param hash of the secret; empty without one
 */
record Presented(Kind kind, String secret, String hash) {
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST = 512;
    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{43}");
    static final Presented NOTHING = new Presented(Kind.NOTHING, null, "");
    private static final Presented WRONG = new Presented(Kind.WRONG, null, "");

    enum Kind {
        NOTHING,
        /** Something that cannot be right. */
        WRONG,
        SESSION,
        TOKEN
    }

    /** A token counts before a cookie: a browser sends its cookie without being asked. */
    static Presented by(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization == null ? session(request) : token(authorization);
    }

    static Presented token(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || authorization.length() > LONGEST + 64) {
            return WRONG;
        }
        return bearing(authorization.substring(SCHEME.length()).strip());
    }

    /** A token that came by itself. */
    static Presented bearing(String token) {
        return token.length() > LONGEST + 64 ? WRONG : new Presented(Kind.TOKEN, token, Secrets.hash(token));
    }

    private static Presented session(HttpServerRequest request) {
        Cookie cookie = request.getCookie(SessionCookie.name(request.isSSL()));
        if (cookie == null || !SESSION.matcher(cookie.getValue()).matches()) {
            return NOTHING;
        }
        return new Presented(Kind.SESSION, cookie.getValue(), Secrets.hash(cookie.getValue()));
    }

    /** Under which its verdict is kept. */
    String key() {
        return kind + hash;
    }
}
