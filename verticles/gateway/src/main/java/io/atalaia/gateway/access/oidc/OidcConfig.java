/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access.oidc;

import io.atalaia.contracts.access.UserRole;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The section {@code gateway.access.oidc} of the configuration.
 *
 * @param issuer the provider's address, as its discovery document names it; empty for none
 * @param name what the page of the log-in calls the provider; empty for the host of its address
 * @param clientId by which the provider knows this gateway
 * @param clientSecretFile a file with the secret that belongs to it; empty for none
 * @param clientAuthentication how that secret is shown
 * @param address where browsers reach the gateways, such as {@code https://atalaia.example.org}; empty for what each request says
 * @param authorities a PEM file with those whose certificates of the provider are trusted; empty for those that Java trusts
 */
public record OidcConfig(
        String issuer,
        String name,
        String clientId,
        String clientSecretFile,
        ClientAuthentication clientAuthentication,
        String address,
        String authorities,
        Roles roles) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    /** Nobody logs in with a provider. */
    public static final OidcConfig NONE = new OidcConfig(
            "", "", "", "", ClientAuthentication.AUTO, "", "", new Roles("groups", List.of(), List.of(), List.of()));

    public OidcConfig {
        if (!issuer.isEmpty()) {
            check("issuer", issuer);
            if (clientId.isEmpty()) {
                throw new IllegalArgumentException("clientId must be named, as the provider at issuer knows it");
            }
            if (roles.none()) {
                throw new IllegalArgumentException(
                        "roles must map at least one value of the claim to a role, or nobody could come in");
            }
        }
        if (!address.isEmpty()) {
            check("address", address);
        }
    }

    private static void check(String key, String address) {
        if (!isSafe(address)) {
            throw new IllegalArgumentException(key + " must be an address with https:// and without a query");
        }
    }

    /** Whether nobody on the way can read or change what is exchanged with this address: it is encrypted, or this machine. */
    static boolean isSafe(String address) {
        try {
            var uri = new URI(address);
            boolean encrypted = "https".equals(uri.getScheme());
            boolean here = "http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
            return (encrypted || here)
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null;
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    public boolean isOn() {
        return !issuer.isEmpty();
    }

    /** What people call it. */
    public String shownName() {
        return name.isBlank() ? URI.create(issuer).getHost() : name;
    }

    /**
     * Which values of which claim make somebody what.
     *
     * @param claim a name, or names separated by dots where one lies in the other, such as {@code realm_access.roles}
     */
    public record Roles(String claim, List<String> administrator, List<String> operator, List<String> viewer) {
        boolean none() {
            return administrator.isEmpty() && operator.isEmpty() && viewer.isEmpty();
        }

        /** The highest that one of these values stands for; empty when none stands for any. */
        public Optional<UserRole> of(Collection<String> values) {
            if (values.stream().anyMatch(administrator::contains)) {
                return Optional.of(UserRole.ADMINISTRATOR);
            }
            if (values.stream().anyMatch(operator::contains)) {
                return Optional.of(UserRole.OPERATOR);
            }
            return values.stream().anyMatch(viewer::contains) ? Optional.of(UserRole.VIEWER) : Optional.empty();
        }
    }
}
