/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.health.engine.Subject.Reach;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has to hold whatever the chances: each with many seeds, hence other nodes, jitters and latencies. */
class AgreementTest {
    private static final long REFUSED_BAR = 4_000;
    private static final long SILENT_BAR = 7_000;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    private static Simulation settled(long seed, int nodes) {
        var all = new Simulation(seed, nodes);
        all.addInstances("shop", 6);
        all.addInstances("mail", 1);
        assertThat(all.runUntil(15_000, all::allPass)).isNotNegative();
        all.run(10_000 + all.random.nextLong(4_000));
        assertThat(all.condemned).isEmpty();
        return all;
    }

    private static String anyNode(Simulation all) {
        return "node-" + (char) ('a' + all.random.nextInt(all.nodes.size()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anInstanceThatRefusesIsGoneEverywhereWithinFourSeconds(long seed) {
        var all = settled(seed, 1 + (int) (seed % 5));
        all.behaviour.put("shop-3", Outcome.Kind.REFUSED);
        assertThat(all.runUntil(REFUSED_BAR, () -> all.everybodySees("shop-3", Health.FAILING)))
                .isNotNegative();
        all.behaviour.clear();
        assertThat(all.runUntil(10_000, all::allPass)).isNotNegative();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anInstanceThatHangsIsGoneEverywhereWithinSevenSeconds(long seed) {
        var all = settled(seed, 1 + (int) (seed % 5));
        all.behaviour.put("mail-0", Outcome.Kind.SILENT);
        assertThat(all.runUntil(SILENT_BAR, () -> all.everybodySees("mail-0", Health.FAILING)))
                .isNotNegative();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theRolesOfAKilledNodeAreGoneEverywhereWithinSevenSeconds(long seed) {
        var all = settled(seed, 2 + (int) (seed % 4));
        String victim = anyNode(all);
        all.kill(victim);
        assertThat(all.runUntil(SILENT_BAR, () -> all.everybodySees("role." + victim, Health.FAILING)))
                .isNotNegative();
        all.run(40_000);
        assertThat(all.condemned).as("nothing else").hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatAnIsolatedNodeThinksCondemnsNobody(long seed) {
        var all = settled(seed, 3 + (int) (seed % 3));
        String victim = anyNode(all);
        all.isolate(victim);
        assertThat(all.runUntil(SILENT_BAR, () -> all.nodes.values().stream()
                        .filter(node -> !node.id.equals(victim))
                        .allMatch(node -> node.following.health("role." + victim) == Health.FAILING)))
                .isNotNegative();
        all.run(18_000);
        assertThat(all.condemned).as("but the isolated node itself").hasSize(1);
        all.heal();
        assertThat(all.runUntil(15_000, all::allPass)).isNotNegative();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneWatcherThatDoesNotReachAnInstanceCondemnsItNot(long seed) {
        var all = settled(seed, 2 + (int) (seed % 4));
        var fit = all.nodes.get("node-a").peers.fit(all.now);
        String watcher = Watchers.of(all.subjects.get("shop-2"), fit).get((int) (seed % 2));
        all.cut(watcher, "shop-2");
        all.run(60_000);
        assertThat(all.condemned).isEmpty();
        assertThat(all.everybodySees("shop-2", Health.PASSING)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoIsLeftAloneByDoubtersIsBelievedAfterAWhileOnly(long seed) {
        var all = settled(seed, 3);
        all.nodes.values().stream().skip(1).forEach(node -> node.late = true);
        assertThat(all.runUntil(
                        5_000, () -> all.nodes.get("node-a").peers.fit(all.now).size() == 1))
                .isNotNegative();
        all.cut("node-a", "shop-1");
        all.run(5_000);
        assertThat(all.condemned).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ofAServiceThatFallsSilentHalfIsCondemnedWithinThirtySeconds(long seed) {
        var all = settled(seed, 3);
        IntStream.range(0, 6).forEach(i -> all.behaviour.put("shop-" + i, Outcome.Kind.SILENT));
        // Others still answer, so that the watchers do not doubt themselves.
        assertThat(all.runUntil(SILENT_BAR + 30_000, () -> all.condemned.size() >= 3))
                .isNotNegative();
        long first = all.condemned.get(0).at();
        all.run(120_000);
        assertThat(all.condemned).hasSize(6).allMatch(Simulation.Condemned::silent);
        assertThat(all.condemned.stream().filter(one -> one.at() < first + 30_000))
                .hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoRefusesIsNotHeldBack(long seed) {
        var all = settled(seed, 3);
        IntStream.range(0, 6).forEach(i -> all.behaviour.put("shop-" + i, Outcome.Kind.REFUSED));
        assertThat(all.runUntil(REFUSED_BAR, () -> all.condemned.size() == 6)).isNotNegative();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void underAnyFaultsNoMoreThanHalfAreCondemnedOnSilenceAndAllIsWellAfterwards(long seed) {
        var all = settled(seed, 3 + (int) (seed % 3));
        for (int fault = 0; fault < 6; fault++) {
            String node = anyNode(all);
            String other = anyNode(all);
            switch (all.random.nextInt(4)) {
                case 0 -> all.isolate(node);
                case 1 -> all.cut.add(node + ">" + other);
                case 2 -> all.behaviour.put("shop-" + all.random.nextInt(6), Outcome.Kind.SILENT);
                default -> all.cut(node, "shop-" + all.random.nextInt(6));
            }
            all.run(1_000 + all.random.nextLong(9_000));
        }
        all.heal();
        all.behaviour.clear();
        assertThat(all.runUntil(15_000, all::allPass)).isNotNegative();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLoopbackTargetIsWatchedAtHomeAloneAndEndsWithItsHome(long seed) {
        var all = settled(seed, 3);
        all.add(new Subject(
                "local-0", "local", Simulation.target("127.0.0.1"), Reach.HOME_ALONE, "node-b", "node-b", true));
        all.cut("node-a", "local-0");
        all.cut("node-c", "local-0");
        assertThat(all.runUntil(5_000, all::allPass)).isNotNegative();
        all.run(20_000);
        assertThat(all.condemned).isEmpty();
        all.kill("node-b");
        assertThat(all.runUntil(SILENT_BAR, () -> all.everybodySees("local-0", Health.FAILING)))
                .isNotNegative();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatFailsForLongIsAGhostForItsDeciderAlone(long seed) {
        var all = settled(seed, 3);
        all.behaviour.put("shop-1", Outcome.Kind.REFUSED);
        all.run(10_000);
        assertThat(ghosts(all, 60)).isEmpty();
        all.run(60_000);
        assertThat(ghosts(all, 60)).containsExactly("shop-1");
        assertThat(all.nodes.values().stream()
                        .filter(node ->
                                !node.court.ghosts(60_000_000_000L, all.now).isEmpty()))
                .hasSize(1);
    }

    private static Set<String> ghosts(Simulation all, long seconds) {
        return all.nodes.values().stream()
                .flatMap(node -> node.court.ghosts(seconds * 1_000_000_000L, all.now).stream())
                .map(Subject::key)
                .collect(java.util.stream.Collectors.toSet());
    }
}
