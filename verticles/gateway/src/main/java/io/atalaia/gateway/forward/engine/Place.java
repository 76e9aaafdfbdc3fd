/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;

/**
 * Where an instance is reached. Two registrations of the same id at another place are two instances.
 *
 * @param id of the registration
 * @param home the id of the node that took the registration
 * @param authority what the request's Host header says there
 */
public record Place(String id, String address, int port, boolean tls, int weight, String home, String authority) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    static Place of(Registration one) {
        boolean tls = one.kind() == ServiceKind.HTTPS;
        String named = one.meta().get(Manner.HOST);
        return new Place(
                one.id(),
                one.address(),
                one.port(),
                tls,
                one.weight(),
                one.node(),
                named == null || !named.matches("[A-Za-z0-9.:\\[\\]-]{1,253}") ? authority(one, tls) : named);
    }

    private static String authority(Registration one, boolean tls) {
        String host = one.address().indexOf(':') < 0 ? one.address() : "[" + one.address() + "]";
        return one.port() == (tls ? HTTPS_PORT : HTTP_PORT) ? host : host + ":" + one.port();
    }

    /** The authority without its port: what a certificate is issued to. */
    public String host() {
        int colon = authority.lastIndexOf(':');
        String host = colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
