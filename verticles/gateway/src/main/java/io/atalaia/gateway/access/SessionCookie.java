/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.gateway.access.engine.CookieNames;
import io.atalaia.gateway.access.oidc.Asking;
import io.atalaia.platform.access.Secrets;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** The cookie that a browser keeps while somebody is logged in: no script sees it, and no page of another site sends it. */
public final class SessionCookie {
    private SessionCookie() {}

    static String name(boolean encrypted) {
        return encrypted ? CookieNames.HOST_PREFIX + CookieNames.SESSION : CookieNames.SESSION;
    }

    static void set(HttpServerRequest request, String secret, Duration life) {
        request.response().addCookie(cookie(request, secret).setMaxAge(life.toSeconds()));
    }

    static void clear(HttpServerRequest request) {
        request.response().addCookie(cookie(request, "").setMaxAge(0));
    }

    private static Cookie cookie(HttpServerRequest request, String value) {
        boolean encrypted = request.isSSL();
        return Cookie.cookie(name(encrypted), value)
                .setHttpOnly(true)
                .setSecure(encrypted)
                .setSameSite(CookieSameSite.STRICT)
                .setPath("/");
    }

    /** What a browser keeps of a log-in with the provider, from where it comes back by a link of another site: so not Strict. */
    static void remember(HttpServerRequest request, String value) {
        request.response().addCookie(asking(request, value).setMaxAge(Asking.LIFE_MILLIS / 1_000));
    }

    static void forget(HttpServerRequest request) {
        request.response().addCookie(asking(request, "").setMaxAge(0));
    }

    /** Null when it keeps nothing. */
    static String remembered(HttpServerRequest request) {
        Cookie cookie = request.getCookie(askingName(request.isSSL()));
        return cookie == null ? null : cookie.getValue();
    }

    private static String askingName(boolean encrypted) {
        return encrypted ? CookieNames.HOST_PREFIX + CookieNames.ASKING : CookieNames.ASKING;
    }

    private static Cookie asking(HttpServerRequest request, String value) {
        return Cookie.cookie(askingName(request.isSSL()), value)
                .setHttpOnly(true)
                .setSecure(request.isSSL())
                .setSameSite(CookieSameSite.LAX)
                .setPath("/");
    }

    /** What a page must send in {@code X-CSRF-Token}: nobody can compute it who does not hold the cookie's secret. */
    static String csrf(String secret) {
        return Secrets.hash("csrf:" + secret);
    }
}
