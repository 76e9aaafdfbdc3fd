/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.service;

/**
 * The node that checks.
 *
 * @param name for people
 */
public record Self(String id, String name) {}
