/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.catalog;

import io.atalaia.contracts.health.HealthApi.Health;

/**
 * What the cluster agreed on about one instance.
 *
 * @param detail why it fails; empty when it passes
 */
public record Opinion(Health health, String detail) {
    public static final Opinion UNKNOWN = new Opinion(Health.UNKNOWN, "");
    public static final Opinion PASSING = new Opinion(Health.PASSING, "");
}
