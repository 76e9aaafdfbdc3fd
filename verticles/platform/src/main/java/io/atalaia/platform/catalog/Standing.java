/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.catalog;

import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.health.HealthApi.Health;

/**
 * A registration and how it stands.
 *
 * @param health as the cluster agreed on
 * @param detail why it fails; empty when it passes
 * @param stale true when nobody judges its health now, and this is what was agreed on before
 */
public record Standing(Registration registration, Health health, String detail, boolean stale) {

    public Standing(Registration registration, Health health, String detail) {
        this(registration, health, detail, false);
    }

    /** Whether traffic may be sent there: it does not fail, is not new and unchecked, and is not in maintenance. */
    public boolean isServing() {
        return health == Health.PASSING && registration.maintenance() == null;
    }
}
