/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.platform.catalog.Snapshot;
import io.atalaia.platform.catalog.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Instances of services for tests. */
final class Instances {
    static final long SECOND = 1_000_000_000L;
    static final long MILLI = 1_000_000L;

    private Instances() {}

    static Registration of(String id, int weight, Map<String, String> meta) {
        return new Registration(
                id,
                "shop",
                ServiceKind.HTTP,
                "10.0.0.1",
                80 + id.charAt(id.length() - 1),
                List.of(),
                weight,
                meta,
                0,
                List.of(),
                null,
                "n1",
                "hub1",
                1);
    }

    static Standing passing(String id) {
        return new Standing(of(id, 1, Map.of()), Health.PASSING, "");
    }

    static Snapshot snapshot(Standing... all) {
        return new Snapshot(
                1,
                false,
                Arrays.stream(all)
                        .collect(Collectors.groupingBy(one -> one.registration().name())),
                Map.of());
    }

    static Lane lane(Standing... all) {
        var lane = new Lane("shop", "n1", 1, 100);
        lane.learn(List.of(all), 0);
        return lane;
    }
}
