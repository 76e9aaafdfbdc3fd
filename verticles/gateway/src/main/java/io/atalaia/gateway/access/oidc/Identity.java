/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.atalaia.contracts.access.UserRole;
import io.atalaia.gateway.access.oidc.Refused.Why;
import io.atalaia.platform.access.Secrets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Who logged in at a provider.
 *
 * @param person stands for the issuer and the subject, which alone stay the same as long as the person does
 * @param names what they may be called here, the best first; people may change some of them by themselves
 */
public record Identity(String person, List<String> names, UserRole role) {

    /** @throws Refused when nothing that is said of them stands for a role */
    static Identity of(JsonObject claims, OidcConfig config) {
        var role = config.roles()
                .of(values(claims, config.roles().claim()))
                .orElseThrow(() -> new Refused(
                        Why.ROLE, "no value of the claim " + config.roles().claim() + " stands for a role"));
        String subject = claims.getString("sub");
        String person = Secrets.hash(config.issuer() + "\n" + subject);
        return new Identity(
                person, List.of(text(claims, "preferred_username"), text(claims, "email"), subject, person), role);
    }

    private static String text(JsonObject claims, String claim) {
        return claims.getValue(claim) instanceof String text ? text : "";
    }

    private static List<String> values(JsonObject claims, String path) {
        Object value = claims.getValue(path);
        if (value == null && path.contains(".")) {
            value = claims;
            for (String step : path.split("\\.", -1)) {
                value = value instanceof JsonObject object ? object.getValue(step) : null;
            }
        }
        if (value instanceof JsonArray many) {
            return many.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        }
        return value instanceof String one ? List.of(one) : List.of();
    }
}
