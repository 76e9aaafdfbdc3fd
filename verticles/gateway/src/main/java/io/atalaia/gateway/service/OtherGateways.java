/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.gateway.GatewayApi;
import io.atalaia.contracts.gateway.GatewayApi.AskNewest;
import io.atalaia.contracts.gateway.GatewayApi.AskSchemas;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks other gateways for the newest values of their machines. Used on the gateway's event loop alone. */
public final class OtherGateways {
    private static final long PATIENCE_MILLIS = 1_000;
    private static final int MOST_SCHEMAS = 2_000;

    private final Bus bus;
    private final Clock clock;
    /** Schemas never change under their hash; those asked for longest ago go first. */
    private final Map<String, Schema> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Schema> eldest) {
            return size() > MOST_SCHEMAS;
        }
    };

    public OtherGateways(Bus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
    }

    /** @param schemas those that the samples name, by hash */
    record Told(Map<String, Sample> samples, Map<String, Schema> schemas, int silent) {}

    /** @param machines the ids of the machines of each gateway, by its node */
    Future<Told> newest(Map<String, List<String>> machines) {
        var round = new Round();
        List<Future<Void>> all = machines.entrySet().stream()
                .map(of -> round.ask(of.getKey(), of.getValue(), ""))
                .toList();
        return Future.join(all)
                .transform(done -> Future.succeededFuture(new Told(round.samples, round.schemas, (int)
                        all.stream().filter(Future::failed).count())));
    }

    /** One question to several gateways. What came before a gateway fell silent is kept. */
    private final class Round {
        private final long until = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        private final Map<String, Sample> samples = new HashMap<>();
        private final Map<String, Schema> schemas = new HashMap<>();

        private Future<Void> ask(String node, List<String> machines, String after) {
            Duration left = left();
            if (left.isZero()) {
                return Future.failedFuture(new Fault(Fault.TIMEOUT, node + " did not answer in time"));
            }
            return bus.ask(GatewayApi.NEWEST.at(node), new AskNewest(machines, after), left)
                    .compose(page -> page.samples().isEmpty()
                            ? Future.succeededFuture()
                            : take(node, page.samples()).compose(taken -> ask(node, machines, last(page.samples()))));
        }

        private Duration left() {
            return Duration.ofMillis(Math.max(0, TimeUnit.NANOSECONDS.toMillis(until - clock.nanos())));
        }

        private Future<Void> take(String node, List<Sample> page) {
            page.forEach(sample -> samples.put(sample.machine(), sample));
            List<String> missing = page.stream()
                    .map(Sample::schema)
                    .distinct()
                    .filter(hash -> !remembered(hash))
                    .toList();
            Future<Void> asked = Future.succeededFuture();
            for (int at = 0; at < missing.size(); at += AskSchemas.MOST) {
                List<String> some = missing.subList(at, Math.min(missing.size(), at + AskSchemas.MOST));
                asked = asked.compose(before -> learn(node, some));
            }
            return asked;
        }

        private boolean remembered(String hash) {
            Schema schema = known.get(hash);
            if (schema != null) {
                schemas.put(hash, schema);
            }
            return schema != null;
        }

        private Future<Void> learn(String node, List<String> hashes) {
            return bus.ask(GatewayApi.SCHEMAS.at(node), new AskSchemas(hashes), left().plusMillis(1))
                    .map(answer -> {
                        answer.schemas().forEach(schema -> {
                            known.put(schema.hash(), schema);
                            schemas.put(schema.hash(), schema);
                        });
                        return null;
                    });
        }
    }

    private static String last(List<Sample> page) {
        return page.get(page.size() - 1).machine();
    }
}
