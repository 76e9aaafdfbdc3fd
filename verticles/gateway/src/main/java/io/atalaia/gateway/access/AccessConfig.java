/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.contracts.access.Right;
import io.atalaia.contracts.access.UserRole;
import io.atalaia.gateway.access.oidc.OidcConfig;
import io.atalaia.platform.config.Range;
import java.time.Duration;
import java.util.Set;

/**
 * The section {@code gateway.access} of the configuration.
 *
 * @param anonymous what whoever comes may do without logging in
 * @param idle after how long without a request a session ends
 * @param longest after how long a session ends however much it is used
 * @param auditKept for how long who did what is kept, in whole days
 * @param oidc a provider with which people may log in
 */
public record AccessConfig(
        Anonymous anonymous,
        @Range(least = "5m", most = "30d") Duration idle,
        @Range(least = "5m", most = "90d") Duration longest,
        @Range(least = "1d", most = "3650d") Duration auditKept,
        OidcConfig oidc) {

    public AccessConfig {
        if (idle.compareTo(longest) > 0) {
            throw new IllegalArgumentException("idle must not be longer than longest");
        }
    }

    /** What whoever comes may do. */
    public enum Anonymous {
        NONE(Set.of()),
        VIEWER(UserRole.VIEWER.rights()),
        OPERATOR(UserRole.OPERATOR.rights()),
        ADMINISTRATOR(UserRole.ADMINISTRATOR.rights());

        private final Set<Right> rights;

        Anonymous(Set<Right> rights) {
            this.rights = rights;
        }

        /** Who comes without credentials. */
        Caller caller() {
            return this == NONE ? Caller.NOBODY : new Caller(Caller.Kind.ANONYMOUS, "", rights);
        }
    }
}
