/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health;

import io.atalaia.health.service.Post;
import io.atalaia.platform.catalog.Agreement;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.ServiceStore;
import io.atalaia.platform.registry.Registry;

/**
 * What health checks stand on.
 *
 * @param roles where this role says what it offers
 * @param services what programs registered, and how often they renewed it
 * @param catalog this node's copy of it
 * @param agreement what the deciders ruled, as this node heard it
 */
public record Grounds(Registry roles, ServiceStore services, Catalog catalog, Agreement agreement) {

    Post.Ground post() {
        return new Post.Ground(catalog, agreement, services);
    }
}
