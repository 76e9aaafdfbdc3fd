/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderTest {
    private final List<String> events = new ArrayList<>();
    private final Ladder ladder = new Ladder();

    private Step step(String name) {
        return new Step(name, () -> {
            events.add("open " + name);
            return Future.succeededFuture(() -> {
                events.add("close " + name);
                return Future.succeededFuture();
            });
        });
    }

    @Test
    void stepsStartInOrderAndStopInReverse() {
        assertThat(ladder.up(List.of(step("a"), step("b"))).succeeded()).isTrue();
        assertThat(ladder.down().succeeded()).isTrue();

        assertThat(events).containsExactly("open a", "open b", "close b", "close a");
    }

    @Test
    void aStepThatFailsUndoesThoseBeforeItAndStartsNoneAfterIt() {
        var broken = new Step("broken", () -> Future.failedFuture("no"));

        var up = ladder.up(List.of(step("a"), step("b"), broken, step("c")));

        assertThat(up.cause()).hasMessage("no");
        assertThat(events).containsExactly("open a", "open b", "close b", "close a");
    }

    @Test
    void aStepThatThrowsCountsAsFailed() {
        var broken = new Step("broken", () -> {
            throw new IllegalStateException("thrown");
        });

        assertThat(ladder.up(List.of(step("a"), broken)).cause()).hasMessage("thrown");
        assertThat(events).containsExactly("open a", "close a");
    }

    @Test
    void whatCannotStopDoesNotKeepTheOthersFromStopping() {
        var stubborn = new Step("stubborn", () -> Future.succeededFuture(() -> Future.failedFuture("stuck")));
        var throwing = new Step(
                "throwing",
                () -> Future.succeededFuture(() -> {
                    throw new IllegalStateException("thrown");
                }));

        assertThat(ladder.up(List.of(step("a"), stubborn, throwing)).succeeded())
                .isTrue();
        assertThat(ladder.down().succeeded()).isTrue();

        assertThat(events).containsExactly("open a", "close a");
    }

    @Test
    void stoppingDuringTheStartStopsWhatIsOpenAndStartsNoMore() {
        Promise<Step.Closer> slow = Promise.promise();
        var up = ladder.up(List.of(step("a"), new Step("slow", slow::future), step("c")));

        assertThat(ladder.down().succeeded()).isTrue();
        slow.complete(() -> {
            events.add("close slow");
            return Future.succeededFuture();
        });

        assertThat(up.failed()).isTrue();
        assertThat(events).containsExactly("open a", "close a", "close slow");
    }
}
