/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.series.Kind;
import io.atalaia.gateway.engine.Guests.Accepted;
import io.atalaia.gateway.engine.Guests.Limits;
import io.atalaia.gateway.engine.SeenIds.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GuestsTest {
    private static final long NOW = 1_800_000_000_000L;
    private final Guests guests = new Guests(new Limits(3, 5, 100, 48 * 3_600_000L));
    private long nanos;

    @CanIgnoreReturnValue
    private Accepted accept(String client, Map<String, Double> metrics, Map<String, String> labels, long t, String id) {
        return guests.accept(new GuestLine(client, metrics, labels, t, id), "10.0.0.1", NOW, nanos);
    }

    @CanIgnoreReturnValue
    private Accepted accept(String client, String metric, double value) {
        return accept(client, Map.of(metric, value), Map.of(), 0, "");
    }

    private static void refused(ThrowingCallable action, int code, String words) {
        assertThatThrownBy(action).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal).hasMessageContaining(words);
        });
    }

    @Test
    void aProgramIsTheSameMachineUnderItsNameAlways() {
        String machine = accept("shop", "orders", 1).guest().machine();
        assertThat(accept(" shop ", "orders", 2).guest().machine()).isEqualTo(machine);
        var another = new Guests(new Limits(3, 5, 100, 1_000))
                .accept(new GuestLine("shop", Map.of("x", 1.0), Map.of(), 0, ""), "10.9.9.9", NOW, 0);
        assertThat(another.guest().machine()).isEqualTo(machine).matches("[0-9a-f-]{36}");
        assertThat(accept("other", "orders", 1).guest().machine()).isNotEqualTo(machine);
    }

    @Test
    void namesAreMadeValidAndTotalsAreCounters() {
        var taken = accept("shop", Map.of("5xx/s total", 1.0), Map.of("data centre", "são"), 0, "");
        var series = taken.guest().series().get(0);
        assertThat(series.name()).isEqualTo("_5xx_s_total");
        assertThat(series.kind()).isEqualTo(Kind.COUNTER);
        assertThat(series.labels()).isEqualTo(Map.of("data_centre", "são"));
        refused(() -> accept("shop", Map.of("a-b", 1.0, "a_b", 2.0), Map.of(), 0, ""), 400, "made valid");
    }

    @Test
    void seriesKeepTheirPlacesAsMoreCome() {
        accept("shop", "a", 1);
        List<?> before = guests.accept(new GuestLine("shop", Map.of("b", 1.0), Map.of(), 0, ""), "", NOW, 0)
                .guest()
                .series();
        var taken = accept("shop", Map.of("c", 3.0), Map.of(), 0, "");
        assertThat(taken.places()).containsExactly(2);
        assertThat(taken.guest().series().subList(0, 2)).isEqualTo(before);
    }

    @Test
    void twoSamplesOfASeriesInOneMillisecondAreTwo() {
        long first = accept("shop", "a", 1).time();
        long second = accept("shop", "a", 2).time();
        assertThat(first).isEqualTo(NOW);
        assertThat(second).isEqualTo(NOW + 1);
        assertThat(accept("shop", "b", 2).time()).isEqualTo(NOW);
    }

    @Test
    void aMillionSeriesAreRefusedAtTheLimitAndNobodyElseIsHarmed() {
        for (int i = 0; i < 5; i++) {
            accept("noisy", Map.of("m", 1.0), Map.of("user", "u" + i), 0, "");
        }
        for (int i = 5; i < 50; i++) {
            String user = "u" + i;
            refused(() -> accept("noisy", Map.of("m", 1.0), Map.of("user", user), 0, ""), 429, "has 5 already");
        }
        assertThat(accept("noisy", Map.of("m", 2.0), Map.of("user", "u4"), 0, "")
                        .places())
                .containsExactly(4);
        assertThat(accept("shop", "orders", 1).places()).containsExactly(0);
        assertThat(guests.series()).isEqualTo(6);
    }

    @Test
    void tooManyProgramsAreRefusedUntilOneWasQuietForAnHour() {
        for (String client : List.of("a", "b", "c")) {
            accept(client, "m", 1);
        }
        refused(() -> accept("d", "m", 1), 429, "gateway.ingest.guests.most");
        nanos += TimeUnit.MINUTES.toNanos(59);
        accept("b", "m", 1);
        nanos += TimeUnit.MINUTES.toNanos(2);
        accept("d", "m", 1);
        assertThat(guests.count()).isEqualTo(2);
        assertThat(guests.series()).isEqualTo(2);
    }

    @Test
    void aFastProgramIsSlowedDownAloneAndOnlyForAWhile() {
        for (int i = 0; i < 200; i++) {
            accept("fast", "m", i);
        }
        refused(() -> accept("fast", "m", 1), 429, "100 values a second");
        accept("calm", "m", 1);
        nanos += TimeUnit.MILLISECONDS.toNanos(100);
        for (int i = 0; i < 10; i++) {
            accept("fast", "m", i);
        }
        refused(() -> accept("fast", "m", 1), 429, "too fast");
    }

    @Test
    void timesFarAheadAndLongGoneAreRefusedWithTheReason() {
        accept("shop", Map.of("m", 1.0), Map.of(), NOW + 600_000, "");
        refused(() -> accept("shop", Map.of("m", 1.0), Map.of(), NOW + 660_001, ""), 400, "t: lies 11 min ahead");
        refused(() -> accept("shop", Map.of("m", 1.0), Map.of(), NOW - 49 * 3_600_000L, ""), 400, "t: is older");
    }

    @Test
    void whatIsNoFiniteNumberIsRefused() {
        for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            refused(() -> accept("shop", "m", none), 400, "metrics.m: must be a finite number");
        }
        refused(() -> accept("shop", Map.of(), Map.of(), 0, ""), 400, "at least one");
    }

    @Test
    void longNamesAndManyLabelsAreRefusedByField() {
        refused(() -> accept("c".repeat(101), "m", 1), 400, "client:");
        refused(() -> accept("shop", "m".repeat(201), 1), 400, "metrics:");
        refused(() -> accept("shop", Map.of("m", 1.0), Map.of("l", "v".repeat(201)), 0, ""), 400, "labels.l:");
        refused(() -> accept("shop", Map.of("m", 1.0), Map.of(), 0, "i".repeat(65)), 400, "id:");
        var many = new HashMap<String, String>();
        for (int i = 0; i < 17; i++) {
            many.put("l" + i, "v");
        }
        refused(() -> accept("shop", Map.of("m", 1.0), many, 0, ""), 400, "labels: at most 16");
        assertThat(guests.count()).isZero();
    }

    @Test
    void anIdIsNewOnceForEachProgram() {
        assertThat(accept("shop", Map.of("m", 1.0), Map.of(), 0, "7").state()).isEqualTo(State.NEW);
        assertThat(accept("shop", Map.of("m", 1.0), Map.of(), 0, "7").state()).isEqualTo(State.PENDING);
        guests.ids().stored("shop", "7");
        assertThat(accept("shop", Map.of("m", 1.0), Map.of(), 0, "7").state()).isEqualTo(State.STORED);
        assertThat(accept("other", Map.of("m", 1.0), Map.of(), 0, "7").state()).isEqualTo(State.NEW);
        guests.ids().expire(NOW + SeenIds.KEPT_MILLIS + 1);
        assertThat(guests.ids().size()).isZero();
    }

    @Test
    void rememberedIdsAreBoundedAndTheOldestGoFirst() {
        var ids = new SeenIds();
        for (int i = 0; i < SeenIds.MOST_OF_A_CLIENT + 5; i++) {
            ids.accepted("shop", "" + i, NOW);
        }
        assertThat(ids.state("shop", "4")).isEqualTo(State.NEW);
        assertThat(ids.state("shop", "5")).isEqualTo(State.PENDING);
        for (int i = 0; i < SeenIds.MOST; i++) {
            ids.accepted("c" + i % 50, "" + i, NOW);
        }
        assertThat(ids.size()).isEqualTo(SeenIds.MOST);
        assertThat(ids.state("shop", "10004")).isEqualTo(State.NEW);
    }

    @Test
    void howOftenAProgramSendsIsLearned() {
        Accepted last = null;
        for (int i = 0; i < 10; i++) {
            last = accept("shop", Map.of("m", 1.0), Map.of(), NOW - 100_000 + i * 10_050, "");
        }
        assertThat(last.guest().everyMillis()).isEqualTo(10_000);
        assertThat(accept("new", "m", 1).guest().everyMillis()).isEqualTo(1_000);
    }
}
