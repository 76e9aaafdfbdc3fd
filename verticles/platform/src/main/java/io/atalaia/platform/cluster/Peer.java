/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

/**
 * A node as it presents itself to the others.
 *
 * @param id unique among all processes there ever were
 * @param name what people call it; the same after each restart
 * @param address where other machines reach it, without a port
 */
public record Peer(String id, String name, String address) {}
