/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

/**
 * The process that this gateway is part of.
 *
 * @param id unique among all nodes
 * @param name what people call the node
 * @param version the version of Atalaia
 * @param insecure true when the operator allowed addresses other than the loopback without login and encryption
 */
public record Node(String id, String name, String version, boolean insecure) {}
