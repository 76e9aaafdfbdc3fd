/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.GatewayConfig;
import io.atalaia.gateway.engine.limit.Policy;
import io.atalaia.platform.tls.PemFile;

/**
 * @param port 0 takes any free one
 * @param webroot a folder; empty means the files on the class path
 * @param maxBody of a request and of a message from a page, in bytes
 * @param loopbackOnly whether only requests to this machine's own names are answered
 * @param open whether others can reach it, and nothing is encrypted
 * @param accessLog whether each request is logged
 * @param rate how many requests each asker may make
 * @param hstsSeconds how long browsers are to remember that this host is reached over TLS alone; 0: they are not told
 * @param certificate its own; not named without TLS
 */
public record HttpSettings(
        String host,
        int port,
        String webroot,
        int maxBody,
        boolean loopbackOnly,
        boolean open,
        boolean accessLog,
        Policy rate,
        long hstsSeconds,
        PemFile certificate) {
    /** @param insecure whether the operator allowed that others come without encryption */
    public static HttpSettings of(GatewayConfig config, boolean insecure) {
        return new HttpSettings(
                config.host(),
                config.port(),
                config.webroot(),
                (int) config.maxBody().bytes(),
                config.loopback() && !insecure,
                !config.loopback() && !config.tls().isOn(),
                config.accessLog(),
                config.limits().policy(),
                config.tls().isOn() ? config.tls().hsts().toSeconds() : 0,
                config.tls().files().certificate());
    }
}
