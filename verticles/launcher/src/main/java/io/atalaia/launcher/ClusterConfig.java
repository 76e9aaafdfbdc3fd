/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.atalaia.platform.cluster.BusOptions;
import io.atalaia.platform.config.Range;
import io.vertx.core.eventbus.EventBusOptions;

/**
 * The section {@code cluster} of the configuration; conf/atalaia.yaml describes each key.
 *
 * @param config a file; empty means the one that comes with Atalaia
 * @param expected how many nodes there should be; 0 means the most ever seen
 */
public record ClusterConfig(String config, @Range(least = "0", most = "100") int expected) {

    /** How nodes are connected with each other. */
    EventBusOptions bus() {
        return BusOptions.lively();
    }
}
