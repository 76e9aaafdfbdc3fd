/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.atalaia.platform.clock.Clock;
import io.atalaia.tests.support.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Leases} keeps to. */
public abstract class LeaseContract {
    protected static final Duration LENGTH = Duration.ofMillis(900);

    /** The leases as one node sees them. */
    protected abstract Leases contender(String node, Clock clock);

    /** Kills a node: it neither renews nor releases from now on. */
    protected abstract void kill(String node);

    @Test
    void aFreeLeaseIsTakenAndKept() {
        var clock = new FakeTime(Instant.EPOCH);
        var lease = contender("a", clockOf(clock)).contend("packing", LENGTH);
        awaitHeld(lease);
        for (int turn = 0; turn < 10; turn++) {
            clock.pass(LENGTH.dividedBy(2));
            awaitHeld(lease);
        }
        assertThat(lease.fence()).hasValue(1);
    }

    @Test
    void ofManyContendersOneHoldsTheLease() {
        var contenders = IntStream.range(0, 5)
                .mapToObj(node -> contender("node" + node, Clock.system()).contend("packing", LENGTH))
                .toList();
        await().during(LENGTH.multipliedBy(2)).atMost(Duration.ofSeconds(60)).until(() -> holders(contenders) == 1);
    }

    @Test
    void leasesOfDifferentNamesDoNotMeet() {
        var leases = contender("a", Clock.system());
        awaitHeld(leases.contend("packing", LENGTH));
        awaitHeld(leases.contend("expiry", LENGTH));
    }

    @Test
    void aReleasedLeaseIsTakenAtOnceUnderAGreaterFence() {
        var still = new FakeTime(Instant.EPOCH);
        var first = contender("a", clockOf(still)).contend("packing", LENGTH);
        awaitHeld(first);
        long fence = first.fence().orElseThrow();
        var second = contender("b", clockOf(still)).contend("packing", LENGTH);
        assertThat(first.release()).isNotNull();
        assertThat(first.fence()).isEmpty();
        awaitHeld(second);
        assertThat(second.fence().orElseThrow()).isGreaterThan(fence);
    }

    @Test
    void releasingTwiceIsHarmless() {
        var lease = contender("a", Clock.system()).contend("packing", LENGTH);
        awaitHeld(lease);
        var once = lease.release();
        var twice = lease.release();
        await().until(() -> once.succeeded() && twice.succeeded());
    }

    @Test
    void aKilledHolderIsFollowedOnceItsLeaseStoodStillForItsWholeLength() {
        var killed = new FakeTime(Instant.EPOCH);
        var holder = contender("a", clockOf(killed)).contend("packing", LENGTH);
        awaitHeld(holder);
        long fence = holder.fence().orElseThrow();
        var clock = new FakeTime(Instant.EPOCH);
        var heir = contender("b", clockOf(clock)).contend("packing", LENGTH);
        kill("a");
        clock.pass(LENGTH.minusMillis(1));
        await().during(LENGTH.multipliedBy(2)).atMost(Duration.ofSeconds(20)).until(() -> heir.fence()
                .isEmpty());
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            clock.pass(Duration.ofMillis(100));
            return heir.fence().isPresent();
        });
        assertThat(heir.fence().orElseThrow()).isGreaterThan(fence);
        killed.pass(LENGTH);
        assertThat(holder.fence()).isEmpty();
    }

    /** As after SIGSTOP: time has passed, and nothing of the process ran meanwhile. */
    @Test
    void aHolderThatWakesUpLateKnowsThatItHoldsNothing() {
        var clock = new FakeTime(Instant.EPOCH);
        var lease = contender("a", clockOf(clock)).contend("packing", Duration.ofHours(1));
        awaitHeld(lease);
        clock.pass(Duration.ofHours(1));
        assertThat(lease.fence()).isEmpty();
    }

    @Test
    void aLeaseTooShortToBeRenewedIsRefused() {
        var leases = contender("a", Clock.system());
        assertThatThrownBy(() -> {
                    var unused = leases.contend("packing", Duration.ofMillis(299));
                })
                .isInstanceOf(IllegalArgumentException.class);
    }

    protected static void awaitHeld(Lease lease) {
        await().atMost(Duration.ofSeconds(20)).until(() -> lease.fence().isPresent());
    }

    private static long holders(List<Lease> contenders) {
        return contenders.stream().filter(lease -> lease.fence().isPresent()).count();
    }

    protected static Clock clockOf(FakeTime time) {
        return new Clock(time, time);
    }
}
