/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.contracts.access.Right;
import io.atalaia.contracts.access.UserRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every implementation of the {@link AccessStores} keeps to. */
public abstract class AccessStoresContract {
    /** 2026-01-31, a minute before midnight in UTC. */
    private static final long EVENING = 1_769_903_940_000L;

    /** The stores as one node sees them; all of a test share what is stored. */
    protected abstract AccessStores stores();

    private static User user(String name) {
        return new User(name, UserRole.OPERATOR, "$hash$", false, 0, 1, 1_000, "setup");
    }

    private static AccessToken token(String id) {
        return new AccessToken(
                id, id + "rest", "scraper", Set.of(Right.READ, Right.INGEST), "m1", "e1", 1_000, "ana", 5_000, 0, 0);
    }

    private static AuditEntry entry(long at, String node, String object) {
        return new AuditEntry(at, node, "ana", "user", "127.0.0.1", "user.add", object, "done", "r1");
    }

    @Test
    void aUserIsReadAsItWasWritten() {
        var users = stores().users();
        assertThat(users.find("ana").await()).isEmpty();
        assertThat(users.create(user("ana")).await()).isTrue();
        assertThat(users.find("ana").await()).contains(user("ana"));
        assertThat(users.find(List.of("ana", "nobody")).await()).containsExactly(user("ana"));
        assertThat(users.all().await()).containsExactly(user("ana"));
    }

    @Test
    void aNameIsGivenOnceHoweverManyAskAtOnce() {
        var made = IntStream.range(0, 5)
                .mapToObj(node -> stores().users().create(user("ana")))
                .toList();
        assertThat(made.stream().map(one -> one.await())).containsOnlyOnce(true).hasSize(5);
    }

    @Test
    void onlyOneOfTwoChangesOfTheSameUserHolds() {
        var users = stores().users();
        assertThat(users.create(user("ana")).await()).isTrue();
        var read = users.find("ana").await().orElseThrow();
        assertThat(users.change(read, read.withRole(UserRole.VIEWER)).await()).isTrue();
        assertThat(users.change(read, read.withDisabled(true)).await()).isFalse();
        var now = users.find("ana").await().orElseThrow();
        assertThat(now.role()).isEqualTo(UserRole.VIEWER);
        assertThat(now.disabled()).isFalse();
    }

    @Test
    void aRemovedUserIsGoneAndItsNamesakeIsNotChangedForIt() {
        var users = stores().users();
        assertThat(users.create(user("ana")).await()).isTrue();
        assertThat(users.remove("ana").await()).isTrue();
        assertThat(users.remove("ana").await()).isFalse();
        var namesake = new User("ana", UserRole.VIEWER, "x", false, 0, 1, 2_000, "bob");
        assertThat(users.create(namesake).await()).isTrue();
        assertThat(users.change(user("ana"), user("ana").withRole(UserRole.ADMINISTRATOR))
                        .await())
                .isFalse();
    }

    @Test
    void aSessionIsFoundUntilItEnds() {
        var sessions = stores().sessions();
        var session = new Session("abc", "ana", 3, 1_000, 1_000, 9_000);
        sessions.begin(session).await();
        assertThat(stores().sessions().find("abc").await()).contains(session);
        sessions.seen("abc", 2_000).await();
        assertThat(sessions.find(List.of("abc", "none")).await())
                .containsExactly(new Session("abc", "ana", 3, 1_000, 2_000, 9_000));
        sessions.end("abc").await();
        assertThat(sessions.find("abc").await()).isEmpty();
        sessions.seen("abc", 3_000).await();
        assertThat(sessions.find("abc").await()).isEmpty();
    }

    @Test
    void sessionsThatEndedOrWereLeftAreRemoved() {
        var sessions = stores().sessions();
        sessions.begin(new Session("ended", "ana", 0, 1, 500, 100)).await();
        sessions.begin(new Session("left", "ana", 0, 1, 10, 1_000)).await();
        sessions.begin(new Session("used", "ana", 0, 1, 500, 1_000)).await();
        sessions.tidy(101, 11).await();
        assertThat(sessions.find(List.of("ended", "left", "used")).await())
                .extracting(Session::hash)
                .containsExactly("used");
    }

    @Test
    void aTokenIsRevokedOnce() {
        var tokens = stores().tokens();
        tokens.create(token("a")).await();
        tokens.used("a", 1_500).await();
        assertThat(tokens.revoke("a", 2_000).await()).isTrue();
        assertThat(stores().tokens().revoke("a", 3_000).await()).isFalse();
        assertThat(tokens.revoke("none", 3_000).await()).isFalse();
        var read = tokens.find("a").await().orElseThrow();
        assertThat(read.revoked()).isEqualTo(2_000);
        assertThat(read.used()).isEqualTo(1_500);
        assertThat(read.scopes()).isEqualTo(Set.of(Right.READ, Right.INGEST));
        assertThat(read.works(1_999)).isFalse();
        assertThat(tokens.all().await()).containsExactly(read);
    }

    @Test
    void twoTokensOfOneIdAreRefused() {
        var tokens = stores().tokens();
        tokens.create(token("a")).await();
        assertThatThrownBy(() -> tokens.create(token("a")).await()).hasMessageContaining("token of this id");
    }

    @Test
    void tokensThatStoppedWorkingAreRemoved() {
        var tokens = stores().tokens();
        for (String id : List.of("ended", "revoked", "works")) {
            long ends = id.equals("ended") ? 100 : Long.MAX_VALUE;
            tokens.create(new AccessToken(id, id, id, Set.of(Right.READ), "", "", 1, "ana", ends, 0, 0))
                    .await();
        }
        assertThat(tokens.revoke("revoked", 50).await()).isTrue();
        tokens.tidy(101).await();
        assertThat(tokens.find(List.of("ended", "revoked", "works")).await())
                .extracting(AccessToken::id)
                .containsExactly("works");
    }

    @Test
    void aLinkIsUsedOnceHoweverManyTryAtOnce() {
        stores().links().add(new SetupLink("abc", true, 9_000), 1_000).await();
        assertThat(stores().links().find("abc").await()).contains(new SetupLink("abc", true, 9_000));
        var used = IntStream.range(0, 5)
                .mapToObj(node -> stores().links().use("abc"))
                .toList();
        assertThat(used.stream().map(one -> one.await())).containsOnlyOnce(true).hasSize(5);
        assertThat(stores().links().find("abc").await()).isEmpty();
    }

    @Test
    void thereIsOneFirstAdministratorHoweverManyNodesAskAtOnce() {
        var claims = Stream.of("ana", "bob", "cid")
                .map(name -> stores().links().claimFirst(name, 1_000))
                .toList();
        assertThat(claims.stream().map(one -> one.await()))
                .containsOnlyOnce(true)
                .hasSize(3);
        assertThat(stores().links().find("first-administrator").await()).isEmpty();
        assertThat(stores().links().use("first-administrator").await()).isFalse();
        assertThat(stores().links().claimFirst("dan", 2_000).await()).isFalse();
    }

    @Test
    void linksThatEndedAreRemovedByTheNextOne() {
        var links = stores().links();
        links.add(new SetupLink("old", false, 100), 1).await();
        links.add(new SetupLink("new", false, 1_000), 500).await();
        assertThat(links.find("old").await()).isEmpty();
        assertThat(links.find("new").await()).isPresent();
        assertThat(links.claimFirst("ana", 1).await()).isTrue();
    }

    @Test
    void anEnrolmentIsUsedOnceHoweverManyTryAtOnce() {
        stores().enrolments().add(new Enrolment("old", "ana", 100), 1).await();
        stores().enrolments().add(new Enrolment("abc", "ana", 9_000), 1_000).await();
        assertThat(stores().enrolments().find("old").await()).isEmpty();
        assertThat(stores().enrolments().find("abc").await()).contains(new Enrolment("abc", "ana", 9_000));
        var used = IntStream.range(0, 5)
                .mapToObj(node -> stores().enrolments().use("abc"))
                .toList();
        assertThat(used.stream().map(one -> one.await())).containsOnlyOnce(true).hasSize(5);
    }

    @Test
    void everyChangeIsCountedWhoeverNotesIt() {
        assertThat(stores().changes().count().await()).isZero();
        var noted = IntStream.range(0, 5)
                .mapToObj(node -> stores().changes().note())
                .toList();
        noted.forEach(one -> one.await());
        assertThat(stores().changes().count().await()).isEqualTo(5);
    }

    @Test
    void theAuditIsReadInPagesFromTheNewestEntryOverNodesAndDays() {
        var audit = stores().audit();
        for (int minute = 0; minute < 4; minute++) {
            audit.add(entry(EVENING + minute * 60_000L, "node.1", "a" + minute)).await();
            audit.add(entry(EVENING + minute * 60_000L + 1, "node-2", "b" + minute))
                    .await();
        }
        var read = new ArrayList<String>();
        String next = "";
        do {
            var part = audit.newest(next, 3).await();
            assertThat(part.entries()).hasSizeLessThanOrEqualTo(3);
            part.entries().forEach(entry -> read.add(entry.object()));
            next = part.next();
        } while (!next.isEmpty());
        assertThat(read).containsExactly("b3", "a3", "b2", "a2", "b1", "a1", "b0", "a0");
        assertThat(audit.newest("", 100).await().entries().get(0)).isEqualTo(entry(EVENING + 180_001, "node-2", "b3"));
    }

    @Test
    void entriesOfANodeWhoseClockWasSetBackAreAllRead() {
        var audit = stores().audit();
        for (long at : new long[] {9_000, 8_000, 1_000, 7_000, 2_000}) {
            audit.add(entry(at, "node", "at " + at)).await();
        }
        var first = audit.newest("", 2).await();
        var second = audit.newest(first.next(), 2).await();
        var third = audit.newest(second.next(), 2).await();
        assertThat(Stream.of(first, second, third).flatMap(part -> part.entries().stream()))
                .extracting(AuditEntry::at)
                .containsExactly(2_000L, 7_000L, 1_000L, 8_000L, 9_000L);
        assertThat(third.next()).isEmpty();
    }

    @Test
    void daysOfTheAuditThatAreOldEnoughAreRemovedAndYoungerOnesStay() {
        var audit = stores().audit();
        long day = 24 * 3_600_000L;
        for (int back = 0; back < 3; back++) {
            audit.add(entry(EVENING - back * day, "node.1", "a" + back)).await();
            audit.add(entry(EVENING - back * day, "node-2", "b" + back)).await();
        }
        assertThat(audit.trim(EVENING - day).await()).isEqualTo(1);
        assertThat(stores().audit().trim(EVENING - day).await()).isZero();
        assertThat(audit.newest("", 100).await().entries())
                .extracting(AuditEntry::object)
                .containsExactlyInAnyOrder("a0", "b0", "a1", "b1");
    }

    @Test
    void whenAUserWasSeenIsKeptBesideWhatTheUserIs() {
        var users = stores().users();
        assertThat(users.create(user("ana")).await()).isTrue();
        assertThat(users.seen().await()).isEmpty();
        users.seen("ana", 5_000).await();
        users.seen("nobody", 5_000).await();
        assertThat(users.change(user("ana"), user("ana").withRole(UserRole.VIEWER))
                        .await())
                .isTrue();
        assertThat(stores().users().seen().await()).isEqualTo(Map.of("ana", 5_000L));
    }

    @Test
    void aNoteOnAMachineIsReadAsItWasWrittenAndEveryChangeIsCounted() {
        var notes = stores().machines();
        assertThat(notes.changes().await()).isZero();
        var first = MachineNote.none("m1").called("lisbon-7", Map.of("rack.row", "a$1", "site", "<b>"), 1_000, "ana");
        assertThat(notes.change(MachineNote.none("m1"), first).await()).isTrue();
        assertThat(stores().machines().find("m1").await()).contains(first);
        var second = first.gone(9_000, "m2", 2_000, "bob");
        assertThat(notes.change(first, second).await()).isTrue();
        assertThat(notes.all().await()).containsExactly(second);
        assertThat(stores().machines().changes().await()).isEqualTo(2);
        assertThat(notes.find("m2").await()).isEmpty();
    }

    @Test
    void ofThoseWhoChangeANoteAtOnceOneHolds() {
        var none = MachineNote.none("m1");
        for (String name : List.of("a", "b")) {
            assertThat(stores().machines()
                            .change(none, none.called(name, Map.of(), 1_000, name))
                            .await())
                    .isEqualTo(name.equals("a"));
        }
        var read = stores().machines().find("m1").await().orElseThrow();
        assertThat(stores().machines()
                        .change(read, read.called("c", Map.of(), 2_000, "c"))
                        .await())
                .isTrue();
        assertThat(stores().machines()
                        .change(read, read.called("d", Map.of(), 2_000, "d"))
                        .await())
                .isFalse();
        assertThat(stores().machines().changes().await()).isEqualTo(2);
    }

    @Test
    void aPlaceInTheAuditThatNobodyGaveIsRefused() {
        for (String wrong : List.of("%", "YWJj", "x".repeat(5_000))) {
            assertThatThrownBy(() -> stores().audit().newest(wrong, 3).await())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
