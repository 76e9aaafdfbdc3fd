/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.JudgementApi.Opinions;
import io.atalaia.contracts.health.JudgementApi.Rulings;
import io.atalaia.health.engine.Subject.Reach;
import io.atalaia.health.engine.Subject.Target;
import io.atalaia.platform.engine.Following;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Health checks of several nodes over a pretended network, in a time that passes as fast as the machine can. */
final class Simulation {
    static final Check CHECK = new Check(Check.Kind.TCP, "", 2_000, 1_000);
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(50);

    final SplittableRandom random;
    final Map<String, Node> nodes = new LinkedHashMap<>();
    final Map<String, Subject> subjects = new LinkedHashMap<>();
    /** How an instance behaves; those not named answer. */
    final Map<String, Outcome.Kind> behaviour = new HashMap<>();
    /** Nodes, or a node and an instance, between which nothing goes. */
    final Set<String> cut = new HashSet<>();
    /** When an instance was condemned, by whoever decided. */
    final List<Condemned> condemned = new ArrayList<>();

    private final PriorityQueue<Later> later =
            new PriorityQueue<>(Comparator.comparingLong(Later::at).thenComparingLong(Later::order));
    private long order;
    long now;

    Simulation(long seed, int nodeCount) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < nodeCount; i++) {
            String id = "node-" + (char) ('a' + i);
            nodes.put(id, new Node(id));
        }
        nodes.keySet().forEach(this::addRole);
    }

    record Condemned(String service, boolean silent, long at) {}

    private record Later(long at, long order, Runnable what) {}

    private void addRole(String node) {
        add(new Subject("role." + node, "role storage", target("bus." + node), Reach.RATHER_OTHERS, node, node, false));
    }

    void addInstances(String service, int count) {
        for (int i = 0; i < count; i++) {
            String key = service + "-" + i;
            add(new Subject(key, service, target("10.0.0." + i), Reach.ANY, "node-a", "node-a", true));
        }
    }

    void add(Subject subject) {
        subjects.put(subject.key(), subject);
    }

    static Target target(String address) {
        return new Target(address, 80, 1, List.of(CHECK));
    }

    void cut(String one, String other) {
        cut.add(one + ">" + other);
        cut.add(other + ">" + one);
    }

    /** Nothing goes to or from a node any more, but within it. */
    void isolate(String node) {
        nodes.keySet().stream().filter(other -> !other.equals(node)).forEach(other -> cut(node, other));
        subjects.values().stream()
                .filter(subject -> subject.reach() == Reach.ANY)
                .forEach(subject -> cut(node, subject.key()));
    }

    void heal() {
        cut.clear();
    }

    void kill(String node) {
        nodes.get(node).dead = true;
    }

    void run(long millis) {
        long end = now + TimeUnit.MILLISECONDS.toNanos(millis);
        while (now < end) {
            step();
        }
    }

    /** @return after how many milliseconds it came to be so; -1 when it did not within the limit */
    long runUntil(long limitMillis, BooleanSupplier condition) {
        long begin = now;
        while (!condition.getAsBoolean()) {
            if (now - begin > TimeUnit.MILLISECONDS.toNanos(limitMillis)) {
                return -1;
            }
            step();
        }
        return TimeUnit.NANOSECONDS.toMillis(now - begin);
    }

    boolean everybodySees(String key, Health health) {
        return nodes.values().stream()
                .filter(node -> !node.dead)
                .allMatch(node -> node.following.health(key) == health);
    }

    boolean allPass() {
        return subjects.keySet().stream().allMatch(key -> everybodySees(key, Health.PASSING));
    }

    private void step() {
        now += STEP;
        while (!later.isEmpty() && later.peek().at <= now) {
            later.poll().what.run();
        }
        nodes.values().stream().filter(node -> !node.dead).forEach(Node::step);
    }

    private void after(long millis, Runnable what) {
        later.add(new Later(now + TimeUnit.MILLISECONDS.toNanos(millis), order++, what));
    }

    private void ask(Node node, Watch.Due due) {
        var outcome = outcome(node.id, due.subject());
        long takes = outcome.kind() == Outcome.Kind.SILENT ? CHECK.timeoutMillis() : random.nextLong(1, 20);
        after(takes, () -> node.judged(due, outcome));
    }

    private Outcome outcome(String from, Subject subject) {
        boolean role = subject.reach() == Reach.RATHER_OTHERS;
        if (cut.contains(from + ">" + (role ? subject.home() : subject.key()))) {
            return Outcome.silent("cut");
        }
        if (role && nodes.get(subject.home()).dead) {
            return Outcome.refused("dead");
        }
        return switch (behaviour.getOrDefault(subject.key(), Outcome.Kind.ABLE)) {
            case SILENT -> Outcome.silent("hangs");
            case REFUSED -> Outcome.refused("refuses");
            case UNABLE -> Outcome.unable("is unable", 1);
            default -> Outcome.able(1);
        };
    }

    /** One node's part, as a post does it. */
    final class Node {
        final String id;
        final Peers peers;
        final Watch watch;
        final Doubt doubt = new Doubt();
        final Following following = new Following();
        final Court court;
        boolean dead;
        /** Whether it doubts itself, whatever it finds. */
        boolean late;

        private Map<String, String> fit = Map.of();
        private int assigned;
        private int steps = (int) random.nextLong(40);

        Node(String id) {
            this.id = id;
            peers = new Peers(id, id);
            watch = new Watch(id, 3, 2, random.split());
            court = new Court(id, peers, () -> following.rulings(now));
        }

        void step() {
            steps++;
            if (steps % 2 == 0) {
                doubt.tick(now);
            }
            doubt.look(watch, now);
            var newFit = peers.fitAndSelf(now);
            if (!newFit.equals(fit) || assigned != subjects.size()) {
                fit = newFit;
                assigned = subjects.size();
                watch.assign(
                        subjects.values().stream()
                                .filter(subject -> Watchers.watches(id, subject, fit))
                                .toList(),
                        now);
            }
            watch.due(now).forEach(due -> ask(this, due));
            if (steps % 4 == 0) {
                sit();
            }
            if (steps % 40 == 0) {
                tell(new Opinions(id, id, true, doubts(), false, watch.held()));
                rule(new Rulings(id, true, false, court.rulings(now)));
            }
        }

        private boolean doubts() {
            return late || doubt.doubts(now);
        }

        private void sit() {
            var changes = court.sit(subjects.values(), Set.of(), doubts(), now, millis());
            changes.stream()
                    .map(Court.Changed::ruling)
                    .filter(ruling -> ruling.health() == Health.FAILING)
                    .forEach(ruling -> condemned.add(new Condemned(ruling.service(), ruling.silent(), millis())));
            if (!changes.isEmpty()) {
                rule(new Rulings(
                        id,
                        false,
                        false,
                        changes.stream().map(Court.Changed::ruling).toList()));
            }
        }

        void judged(Watch.Due due, Outcome outcome) {
            if (!dead) {
                watch.judge(due, outcome, now, millis())
                        .ifPresent(held -> tell(new Opinions(id, id, false, doubts(), false, List.of(held))));
            }
        }

        private void tell(Opinions opinions) {
            peers.hear(opinions, now);
            toOthers(node -> node.peers.hear(opinions, now));
        }

        private void rule(Rulings rulings) {
            follow(rulings);
            toOthers(node -> node.follow(rulings));
        }

        private void follow(Rulings rulings) {
            var ignored = following.hear(rulings, now);
        }

        private void toOthers(Consumer<Node> message) {
            nodes.values().stream()
                    .filter(node -> node != this)
                    .forEach(node -> after(random.nextLong(1, 10), () -> {
                        if (!node.dead && !cut.contains(id + ">" + node.id)) {
                            message.accept(node);
                        }
                    }));
        }
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(now);
    }
}
