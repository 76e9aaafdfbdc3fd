/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.dns;

import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.Snapshot;
import io.atalaia.platform.catalog.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** A hundred services of three instances each, one of which fails or recovers whenever told to. */
public final class PretendZone implements Catalog {
    public static final int NAMES = 100;
    public static final int INSTANCES = 3;

    private final Random random = new Random(1);
    private volatile Snapshot now = snapshot(0, -1);

    public static String name(int number) {
        return "service-" + number;
    }

    public static String address(int number, int instance) {
        return "10.0." + number + "." + (instance + 1);
    }

    @Override
    public Snapshot now() {
        return now;
    }

    @Override
    public Watching watch(Consumer<Snapshot> listener) {
        listener.accept(now);
        return () -> {};
    }

    /** Another instance fails, and the one that failed before passes again. */
    public void change() {
        now = snapshot(now.index() + 1, random.nextInt(NAMES * INSTANCES));
    }

    private static Snapshot snapshot(long index, int failing) {
        Map<String, List<Standing>> services = new HashMap<>();
        for (int number = 0; number < NAMES; number++) {
            List<Standing> instances = new ArrayList<>();
            for (int instance = 0; instance < INSTANCES; instance++) {
                boolean fails = number * INSTANCES + instance == failing;
                instances.add(new Standing(
                        registration(number, instance),
                        fails ? Health.FAILING : Health.PASSING,
                        fails ? "refused" : ""));
            }
            services.put(name(number), instances);
        }
        return new Snapshot(index, false, services, Map.of());
    }

    private static Registration registration(int number, int instance) {
        return new Registration(
                name(number) + "-" + instance,
                name(number),
                ServiceKind.HTTP,
                address(number, instance),
                8080,
                List.of(),
                1,
                Map.of(),
                0,
                List.of(),
                null,
                "a",
                "a",
                0);
    }
}
