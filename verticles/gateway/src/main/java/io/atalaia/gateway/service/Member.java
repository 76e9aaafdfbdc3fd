/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.gateway.engine.Recent;

/**
 * A machine of the fleet as this gateway knows it at a moment.
 *
 * @param recent the last seconds of its headline figures
 */
public record Member(MachineFacts facts, Headline headline, Recent recent) {

    public String id() {
        return facts.id();
    }
}
