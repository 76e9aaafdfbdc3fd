/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.engine.limit.Policy;

/**
 * @param port 0 takes any free one
 * @param webroot a folder; empty means the files on the class path
 * @param maxBody of a request and of a message from a page, in bytes
 * @param loopbackOnly whether only requests to this machine's own names are answered
 * @param accessLog whether each request is logged
 * @param rate how many requests each asker may make
 */
public record HttpSettings(
        String host, int port, String webroot, int maxBody, boolean loopbackOnly, boolean accessLog, Policy rate) {}
