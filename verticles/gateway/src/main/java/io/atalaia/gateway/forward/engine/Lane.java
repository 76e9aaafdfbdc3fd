/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.platform.catalog.Standing;
import io.atalaia.platform.engine.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is forwarded to one service: its instances, how many requests may be there, and how many of them twice. Any thread. */
public final class Lane {
    private final String name;
    private final String node;
    private final GradientLimit limit;
    private final RetryBudget budget = new RetryBudget();
    private volatile Known known = new Known(List.of(), List.of(), new Manner(false, false, 0, 0));

    /**
     * @param node the id of this node
     * @param least that may always wait for answers at once
     * @param most that may ever
     */
    Lane(String name, String node, int least, int most) {
        this.name = name;
        this.node = node;
        limit = new GradientLimit(least, most);
    }

    /** @param targets those that may be asked; what is known of an instance outlives a change of the others */
    private record Known(List<Standing> all, List<Target> targets, Manner manner) {}

    void learn(List<Standing> standings, long now) {
        var all = standings.stream().filter(one -> isHttp(one.registration())).toList();
        Map<Place, Target> before =
                known.targets().stream().collect(Collectors.toMap(Target::place, Function.identity()));
        var targets = all.stream()
                .filter(one -> one.isServing() && isReachable(one.registration()))
                .map(one -> Place.of(one.registration()))
                .map(place -> before.containsKey(place) ? before.get(place) : new Target(place, now))
                .toList();
        known = new Known(
                all, targets, Manner.of(all.stream().map(Standing::registration).toList()));
    }

    private static boolean isHttp(Registration one) {
        return one.kind() == ServiceKind.HTTP || one.kind() == ServiceKind.HTTPS;
    }

    /** Loopback is another machine on each machine. */
    private boolean isReachable(Registration one) {
        return node.equals(one.node())
                || Networks.literal(one.address())
                        .map(address -> !Networks.isLocal(address))
                        .orElse(true);
    }

    public String name() {
        return name;
    }

    public Manner manner() {
        return known.manner();
    }

    public List<Target> targets() {
        return known.targets();
    }

    public GradientLimit limit() {
        return limit;
    }

    public RetryBudget budget() {
        return budget;
    }

    /** A request came in; {@link #left} when it ended. */
    public void entered() {
        budget.entered();
    }

    public void left() {
        budget.left();
    }

    /** Requests under way, long answers and WebSockets among them. */
    public int active() {
        return budget.active();
    }

    /**
     * Where a request goes.
     *
     * @param apart where it was before; null at first
     * @param canMove whether it may still go elsewhere if it fails there
     * @return null when nothing may be asked; {@link #whyNone} tells why
     */
    public Target choose(Target apart, boolean canMove, long now, RandomGenerator random) {
        return Choice.of(known.targets(), apart, canMove, now, random);
    }

    /** In a sentence for people. */
    public String whyNone() {
        var now = known;
        if (now.all().isEmpty()) {
            return "service " + name + " has no instance that speaks HTTP";
        }
        List<String> reasons = new ArrayList<>();
        count(reasons, now.all().stream().filter(one -> one.registration().maintenance() != null), "in maintenance");
        count(reasons, awake(now).filter(one -> one.health() == Health.FAILING), "failing");
        count(reasons, awake(now).filter(one -> one.health() == Health.UNKNOWN), "not checked yet");
        count(
                reasons,
                awake(now).filter(one -> one.isServing() && !isReachable(one.registration())),
                "on another node's loopback");
        count(reasons, now.targets().stream(), "held back by the circuit breaker");
        return "no instance of service " + name + " can be asked: " + String.join(", ", reasons);
    }

    private static Stream<Standing> awake(Known now) {
        return now.all().stream().filter(one -> one.registration().maintenance() == null);
    }

    private static void count(List<String> reasons, Stream<?> those, String what) {
        long number = those.count();
        if (number > 0) {
            reasons.add(number + " " + what);
        }
    }
}
