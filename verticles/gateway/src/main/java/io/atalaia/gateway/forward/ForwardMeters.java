/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import io.atalaia.contracts.node.NodeState.Position;
import io.atalaia.gateway.forward.engine.Ending;
import io.atalaia.gateway.forward.engine.Lane;
import io.atalaia.gateway.forward.engine.Lanes;
import io.atalaia.gateway.forward.engine.Place;
import io.atalaia.gateway.forward.engine.Target;
import io.atalaia.platform.bus.Breaker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what is forwarded, by names that are registered now and are few enough. Any thread. */
final class ForwardMeters {
    private static final Logger LOG = LoggerFactory.getLogger(ForwardMeters.class);
    /** Beyond so many names of services, and of instances, all go by the name of others. */
    private static final int MOST = 500;

    private static final String[] CLASSES = {"", "1xx", "2xx", "3xx", "4xx", "5xx"};
    private static final String OTHERS = "others";
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2)
    };

    private final MeterRegistry meters;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, List<Meter>> gauges = new HashMap<>();
    private volatile Set<String> services = Set.of();
    private volatile Set<String> instances = Set.of();

    ForwardMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param what a class of statuses, or an ending */
    private record Key(String metric, String service, String instance, String what) {}

    /** Names go and come with what is registered. */
    synchronized void learn(Lanes lanes) {
        Set<String> names = new HashSet<>();
        Set<String> ids = new HashSet<>();
        Map<String, Runnable> wanted = new HashMap<>();
        for (Lane lane : lanes.all()) {
            if (names.size() < MOST && names.add(lane.name())) {
                wanted.put(lane.name(), () -> show(lane));
            }
            for (Target one : lane.targets()) {
                if (ids.size() < MOST && ids.add(one.place().id())) {
                    String name = lane.name() + "/" + one.place().id();
                    wanted.put(
                            name + "@" + one.place().address() + ":"
                                    + one.place().port(),
                            () -> show(name, one));
                }
            }
        }
        services = names;
        instances = ids;
        forgetOthers(wanted.keySet());
        wanted.forEach((name, shown) -> {
            if (!gauges.containsKey(name)) {
                gauges.put(name, new ArrayList<>());
                shown.run();
            }
        });
    }

    private void forgetOthers(Set<String> wanted) {
        gauges.entrySet().removeIf(one -> {
            boolean gone = !wanted.contains(one.getKey());
            if (gone) {
                one.getValue().forEach(meters::remove);
            }
            return gone;
        });
        counters.entrySet().removeIf(one -> {
            boolean gone = isGone(one.getKey());
            if (gone) {
                meters.remove(one.getValue());
            }
            return gone;
        });
    }

    private boolean isGone(Key key) {
        return !services.contains(key.service()) && !key.service().equals(OTHERS)
                || !instances.contains(key.instance())
                        && !key.instance().isEmpty()
                        && !key.instance().equals(OTHERS);
    }

    private void show(Lane lane) {
        var own = gauges.get(lane.name());
        own.add(gauge(
                "atalaia_forward_limit", "Requests that may wait for the service at once", lane, one -> one.limit()
                        .limit()));
        own.add(gauge("atalaia_forward_waiting", "Requests that wait for the service", lane, one -> one.limit()
                .inFlight()));
        own.add(gauge("atalaia_forward_active", "Requests under way, WebSockets too", lane, Lane::active));
    }

    private Meter gauge(String name, String description, Lane lane, Function<Lane, Integer> value) {
        return Gauge.builder(name, lane, value::apply)
                .description(description)
                .tag("service", lane.name())
                .strongReference(true)
                .register(meters);
    }

    private void show(String name, Target target) {
        var own = gauges.get(
                name + "@" + target.place().address() + ":" + target.place().port());
        for (Position position : Position.values()) {
            own.add(Gauge.builder("atalaia_breaker_state", target, one -> one.position() == position ? 1 : 0)
                    .description("1 for the state in which the circuit breaker is")
                    .tag("breaker", name)
                    .tag("state", Breaker.word(position))
                    .strongReference(true)
                    .register(meters));
        }
    }

    /** @param status that the client got */
    void ended(String service, String instance, int status, long nanos) {
        count("atalaia_forward_requests", service, instance, CLASSES[Math.min(5, Math.max(1, status / 100))]);
        String known = service(service);
        timers.computeIfAbsent(known, name -> Timer.builder("atalaia_forward_duration")
                        .description("Requests from their head to the end of their answer")
                        .tag("service", name)
                        .serviceLevelObjectives(BUCKETS)
                        .register(meters))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** What the client need not have seen, since another instance was asked. */
    void failed(String service, Place place, Ending ending) {
        count("atalaia_forward_failures", service, place.id(), ending.name().toLowerCase(Locale.ROOT));
    }

    void retried(String service) {
        count("atalaia_forward_retries", service, "", "");
    }

    /** Answered by us before anything was asked. */
    void refused(Refusal refusal) {
        Counter.builder("atalaia_forward_refused")
                .description("Requests that were not forwarded")
                .tag("reason", refusal.word())
                .register(meters)
                .increment();
    }

    /** The breaker before an instance opened or closed. */
    void turned(String service, Target target) {
        boolean closed = target.position() == Position.CLOSED;
        LOG.atInfo()
                .addKeyValue("service", service)
                .addKeyValue("instance", target.place().id())
                .log(closed ? "an instance answers again" : "an instance fails, and is passed over");
    }

    private void count(String metric, String service, String instance, String what) {
        String known = instance.isEmpty() || instances.contains(instance) ? instance : OTHERS;
        counters.computeIfAbsent(new Key(metric, service(service), known, what), this::counter)
                .increment();
    }

    private String service(String name) {
        return services.contains(name) ? name : OTHERS;
    }

    private Counter counter(Key key) {
        var builder = Counter.builder(key.metric()).tag("service", key.service());
        if (key.metric().equals("atalaia_forward_retries")) {
            return builder.description("Requests that went to a second instance")
                    .register(meters);
        }
        boolean requests = key.metric().equals("atalaia_forward_requests");
        return builder.description(
                        requests ? "Forwarded requests by what the client got" : "Requests that an instance failed")
                .tag("instance", key.instance())
                .tag(requests ? "status" : "how", key.what())
                .register(meters);
    }
}
