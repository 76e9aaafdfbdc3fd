/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.catalog;

import io.atalaia.contracts.health.HealthApi.Health;

/**
 * What the cluster agreed on about one instance.
 *
 * @param detail why it fails; empty when it passes
 * @param stale true when nobody judges now and this is what was agreed on before
 */
public record Opinion(Health health, String detail, boolean stale) {
    public static final Opinion UNKNOWN = new Opinion(Health.UNKNOWN, "");
    public static final Opinion PASSING = new Opinion(Health.PASSING, "");

    public Opinion(Health health, String detail) {
        this(health, detail, false);
    }
}
