/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery;

import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.ServiceStore;
import io.atalaia.platform.lease.Leases;
import io.atalaia.platform.registry.Registry;

/**
 * What discovery tells of.
 *
 * @param roles which roles run where
 * @param services what programs registered
 * @param catalog this node's copy of it
 * @param leases of which one lets a single node end what was not renewed
 */
public record Truth(Registry roles, ServiceStore services, Catalog catalog, Leases leases) {}
