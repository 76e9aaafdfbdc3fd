/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.atalaia.gateway.access.oidc.Refused.Why;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How the gateway shows a provider its secret (OpenID Connect Core 1.0, section 9). */
public enum ClientAuthentication {
    /** As the provider's document says; in the header where both ways are open. */
    AUTO,
    /** In the header: {@code client_secret_basic}. */
    BASIC,
    /** In the form: {@code client_secret_post}. */
    POST;

    private static final String MEMBER = "token_endpoint_auth_methods_supported";

    /**
     * {@link #BASIC} or {@link #POST}.
     *
     * @param told the provider's document
     * @throws Refused when the provider takes neither
     */
    ClientAuthentication by(JsonObject told) {
        if (this != AUTO) {
            return this;
        }
        // What is not said is the header (OpenID Connect Discovery 1.0, section 3).
        if (!(told.getValue(MEMBER) instanceof JsonArray ways) || ways.contains("client_secret_basic")) {
            return BASIC;
        }
        if (ways.contains("client_secret_post")) {
            return POST;
        }
        throw new Refused(
                Why.PROVIDER,
                "the provider takes a secret neither by client_secret_basic nor by client_secret_post;"
                        + " gateway.access.oidc.clientAuthentication can name one all the same");
    }
}
