/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.contracts.machine.MachineFacts;

/** The newest facts of this machine. Each road keeps in mind which it has told. Any thread. */
public final class CurrentFacts {
    private volatile MachineFacts facts;

    public CurrentFacts(MachineFacts facts) {
        this.facts = facts;
    }

    public MachineFacts facts() {
        return facts;
    }

    public void changed(MachineFacts newFacts) {
        facts = newFacts;
    }
}
