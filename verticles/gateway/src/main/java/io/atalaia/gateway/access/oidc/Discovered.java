/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.atalaia.gateway.access.oidc.Refused.Why;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What a provider tells of itself (OpenID Connect Discovery 1.0, section 3).
 *
 * @param basic whether it takes the client's secret in the header, which is the usual way; otherwise in the form
 */
record Discovered(String authorization, String token, String keys, boolean basic) {
    /** @throws Refused when it is another's document, or names places that are not encrypted */
    static Discovered of(JsonObject document, String issuer) {
        if (!issuer.equals(document.getValue("issuer"))) {
            throw new Refused(Why.PROVIDER, "the provider's document is of another issuer");
        }
        var ways = document.getJsonArray("token_endpoint_auth_methods_supported", new JsonArray());
        return new Discovered(
                place(document, "authorization_endpoint"),
                place(document, "token_endpoint"),
                place(document, "jwks_uri"),
                ways.isEmpty() || ways.contains("client_secret_basic"));
    }

    private static String place(JsonObject document, String member) {
        if (document.getValue(member) instanceof String address && OidcConfig.isSafe(address)) {
            return address;
        }
        throw new Refused(Why.PROVIDER, "the provider's document has no " + member + " with https://");
    }
}
