/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.node.NodeState.Seen;
import io.atalaia.platform.cluster.ClusterStore.Reading;
import io.atalaia.platform.cluster.engine.Grants.Written;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SightingsTest {
    private static final Peer A = new Peer("a-1", "a", "10.0.0.1");
    private static final Peer B = new Peer("b-1", "b", "10.0.0.2");
    private static final Peer C = new Peer("c-1", "c", "10.0.0.3");
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private Sightings sightings = new Sightings(A, true, 0);
    private long now;
    private long version;

    @Test
    void aWholeClusterIsSeenWhole() {
        pass(11, List.of(A, B, C), List.of(B, C), List.of(A, B, C));
        var view = sightings.view();
        assertThat(view.expected()).isEqualTo(3);
        assertThat(view.degraded()).isFalse();
        assertThat(view.sees())
                .containsExactly(
                        new Seen("a-1", "a", true, true, true),
                        new Seen("b-1", "b", true, true, true),
                        new Seen("c-1", "c", true, true, true));
        assertThat(view.addresses()).containsOnlyKeys("a", "b", "c").containsEntry("b", "10.0.0.2");
    }

    @Test
    void aNodeThatLostTheOthersIsDegradedAndTheOthersAreNot() {
        pass(11, List.of(A, B, C), List.of(B, C), List.of(A, B, C));
        pass(4, List.of(A, B), List.of(B), List.of(A, B));
        assertThat(sightings.view().degraded()).isFalse();
        pass(7, List.of(A), List.of(), List.of(A, B));
        assertThat(sightings.view().degraded()).isTrue();
        assertThat(sightings.view().why()).isEqualTo("only 1 of 3 nodes can be seen");
        assertThat(sightings.view().addresses()).containsOnlyKeys("a");
    }

    @Test
    void aNodeWhoseBusAloneIsBlockedLivesButDoesNotAnswer() {
        pass(11, List.of(A, B, C), List.of(B, C), List.of(A, B, C));
        pass(5, List.of(A, B, C), List.of(B), List.of(A, B, C));
        assertThat(sightings.view().sees()).contains(new Seen("c-1", "c", true, false, true));
        assertThat(sightings.view().addresses()).containsKey("c");
        assertThat(sightings.silent()).isEqualTo(1);
    }

    @Test
    void aKilledNodeIsNoLongerAmongTheLivingAlthoughItsLeaseHasNotEndedYet() {
        pass(11, List.of(A, B, C), List.of(B, C), List.of(A, B, C));
        pass(4, List.of(A, B), List.of(B), List.of(A, B));
        assertThat(sightings.view().addresses()).containsOnlyKeys("a", "b");
        assertThat(sightings.view().sees()).contains(new Seen("c-1", "c", false, false, true));
        pass(6, List.of(A, B), List.of(B), List.of(A, B));
        assertThat(sightings.view().sees()).contains(new Seen("c-1", "c", false, false, false));
    }

    @Test
    void aNodeThatEndedIsShownForAMinute() {
        pass(11, List.of(A, B), List.of(B), List.of(A, B));
        pass(50, List.of(A), List.of(), List.of(A));
        assertThat(sightings.view().sees()).extracting(Seen::name).containsExactly("a", "b");
        pass(20, List.of(A), List.of(), List.of(A));
        assertThat(sightings.view().sees()).extracting(Seen::name).containsExactly("a");
    }

    @Test
    void whoIsElsewhereButHoldsALeaseIsSeenByItAlone() {
        pass(1, List.of(A), List.of(), List.of(A, C));
        assertThat(sightings.view().sees()).contains(new Seen("c-1", "c-1", false, false, true));
        assertThat(sightings.view().addresses()).containsOnlyKeys("a");
    }

    @Test
    void withoutTheDatabaseNothingIsSaidOfLeasesAndTheNodeIsDegraded() {
        pass(11, List.of(A, B), List.of(B), List.of(A, B));
        for (int second = 0; second < 4; second++) {
            now += SECOND;
            sightings.couldNotRead();
            sightings.answered(B.id(), List.of("x"), now);
            assertThat(sightings.look(true, now)).isNotNull();
        }
        assertThat(sightings.view().degraded()).isTrue();
        assertThat(sightings.view().sees()).extracting(Seen::leased).containsOnlyNulls();
        assertThat(sightings.view().addresses()).containsOnlyKeys("a", "b");
    }

    @Test
    void aDatabaseThatTakesNoWritesIsOutOfReach() {
        for (int second = 0; second < 5; second++) {
            now += SECOND;
            sightings.read(new Reading(List.of(), 0), now, now);
            assertThat(sightings.look(false, now)).isNotNull();
        }
        assertThat(sightings.view().degraded()).isTrue();
    }

    @Test
    void anExpectedSizeThatTheOperatorNamedStands() {
        sightings = new Sightings(A, true, 5);
        pass(11, List.of(A, B, C), List.of(B, C), List.of(A, B, C));
        assertThat(sightings.view().expected()).isEqualTo(5);
        assertThat(sightings.view().degraded()).isFalse();
        pass(7, List.of(A, B), List.of(B), List.of(A, B));
        assertThat(sightings.view().degraded()).isTrue();
    }

    @Test
    void aRestartedNodeRemembersHowManyThereWere() {
        sightings.read(new Reading(List.of(), 3), now, now);
        assertThat(sightings.view().expected()).isEqualTo(3);
    }

    @Test
    void outsideAClusterOneIsExpected() {
        sightings = new Sightings(A, false, 0);
        sightings.read(new Reading(List.of(), 3), now, now);
        pass(5, List.of(A), List.of(), List.of(A));
        assertThat(sightings.view().expected()).isEqualTo(1);
        assertThat(sightings.view().degraded()).isFalse();
    }

    @Test
    void whatOthersServeCountsWhileTheyAreMembersAndAnswer() {
        pass(11, List.of(A, B, C), List.of(B, C), List.of(A, B, C));
        assertThat(sightings.serving()).containsOnlyKeys(B.id(), C.id()).containsEntry(B.id(), List.of("x"));
        pass(1, List.of(A, B), List.of(B, C), List.of(A, B, C));
        assertThat(sightings.serving()).containsOnlyKeys(B.id());
        pass(5, List.of(A, B), List.of(), List.of(A, B));
        assertThat(sightings.serving()).isEmpty();
    }

    @Test
    void comingAndComingBackIsTold() {
        assertThat(sightings.members(List.of(A, B), 1)).isTrue();
        assertThat(sightings.members(List.of(A, B), 2)).isFalse();
        assertThat(sightings.members(List.of(A), 3)).isFalse();
        assertThat(sightings.members(List.of(A, B), 4)).isTrue();
    }

    /** Lets seconds pass in which these are members, these answer and these renew their leases. */
    private void pass(int seconds, List<Peer> members, List<Peer> answering, List<Peer> renewing) {
        for (int second = 0; second < seconds; second++) {
            now += SECOND;
            sightings.members(members, now);
            answering.forEach(peer -> sightings.answered(peer.id(), List.of("x"), now));
            version++;
            sightings.read(new Reading(leases(renewing), 0), now, now);
            assertThat(sightings.look(true, now)).isNotNull();
        }
    }

    private List<Written> leases(List<Peer> renewing) {
        return Stream.of(A, B, C)
                .filter(peer -> renewing.contains(peer) || version > 1)
                .map(peer -> new Written(
                        ClusterStore.nodeLease(peer.id()),
                        peer.id() + "/x",
                        1,
                        5_000,
                        renewing.contains(peer) ? version : -1))
                .toList();
    }
}
