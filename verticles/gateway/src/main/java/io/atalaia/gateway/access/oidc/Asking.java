/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.atalaia.platform.access.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A log-in that began: what a browser keeps of it in a cookie, from which all follows that the provider must give back. So no
 * gateway keeps anything, and the answer may come to another one.
 *
 * @param secret known to the browser and to gateways alone
 * @param begun epoch milliseconds
 * @param to the path of our own pages to which it leads
 */
public record Asking(String secret, long begun, String to) {
    /** How long people may take at the provider. */
    public static final long LIFE_MILLIS = 600_000;

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{43})\\.([0-9]{1,15})\\.([A-Za-z0-9_-]{0,700})");
    /** Of our own: one slash alone at its beginning, and no backslash, which browsers take for one. */
    private static final Pattern OWN_PATH =
            Pattern.compile("/(?:[A-Za-z0-9_.~%?=&#-][A-Za-z0-9_.~%?=&#/:,+-]{0,500})?");

    /** @param to where to lead when it is a path of our own; anything else leads to the first page */
    public static Asking begin(String to, long nowMillis) {
        boolean own = to != null && OWN_PATH.matcher(to).matches();
        return new Asking(Secrets.random(), nowMillis, own ? to : "/");
    }

    /** Empty when the browser has none, or one that ended. */
    public static Optional<Asking> of(String cookie, long nowMillis) {
        var form = FORM.matcher(cookie == null ? "" : cookie);
        if (!form.matches()) {
            return Optional.empty();
        }
        long begun = Long.parseLong(form.group(2));
        String to = new String(Base64.getUrlDecoder().decode(form.group(3)), StandardCharsets.UTF_8);
        boolean lives = begun <= nowMillis && nowMillis - begun < LIFE_MILLIS;
        return lives && OWN_PATH.matcher(to).matches()
                ? Optional.of(new Asking(form.group(1), begun, to))
                : Optional.empty();
    }

    public String cookie() {
        String path = Base64.getUrlEncoder().withoutPadding().encodeToString(to.getBytes(StandardCharsets.UTF_8));
        return secret + "." + begun + "." + path;
    }

    /** By which we know that the answer is one to this question (RFC 6749, section 10.12). */
    String state() {
        return derived("state");
    }

    /** By which we know that the ID token is (OpenID Connect Core, section 15.5.2). */
    String nonce() {
        return derived("nonce");
    }

    /** By which the provider knows that who has the code asked for it (PKCE, RFC 7636). */
    String verifier() {
        return derived("verifier");
    }

    /** What the provider is told of it beforehand (RFC 7636, section 4.2): the library has none for this. */
    String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier().getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private String derived(String what) {
        return Secrets.hash(what + ":" + secret + ":" + begun);
    }
}
