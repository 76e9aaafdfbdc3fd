/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import static io.atalaia.storage.Fixture.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.storage.StorageApi.AskStored;
import io.atalaia.contracts.storage.StorageApi.Stored;
import io.atalaia.contracts.storage.StorageApi.StoredTier;
import io.atalaia.platform.clock.Clock;
import io.atalaia.storage.Fixture;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizesTest {

    @Test
    void theSizeToExpectComesFromWhatWasPackedSoFar() {
        try (var bench = new Bench()) {
            bench.introduce();
            var kept = new java.util.LinkedHashMap<String, Duration>(Map.of("raw", Duration.ofHours(48)));
            kept.put("5m", Duration.ofDays(180));
            var sizes = new Sizes(
                    bench.meta, bench.store, bench.written, bench.room, new Clock(bench.time, bench.time), 1, kept);
            assertThat(stored(bench, sizes).tiers())
                    .allSatisfy(tier -> assertThat(tier.expectedBytes()).isEqualTo(-1));
            bench.time.pass(Duration.ofHours(1));
            bench.store(Fixture.minutes(TEN, 60));
            bench.time.pass(Duration.ofHours(2));
            bench.pack();
            bench.space = new Disk.Space(5_000, 7_000);
            bench.done(bench.room::look);
            Stored stored = stored(bench, sizes);
            assertThat(stored.version()).isEqualTo(1);
            assertThat(stored.bytes()).isEqualTo(5_000);
            assertThat(stored.freeBytes()).isEqualTo(7_000);
            assertThat(stored.refusing()).isFalse();
            StoredTier raw = stored.tiers().get(0);
            assertThat(raw.keptMillis()).isEqualTo(Duration.ofHours(48).toMillis());
            assertThat(raw.expectedBytes()).isBetween(48 * 100L, 48 * 100_000L);
            assertThat(stored(bench, sizes).tiers().get(0)).isEqualTo(raw);
        }
    }

    private static Stored stored(Bench bench, Sizes sizes) {
        return bench.done(() -> sizes.answer(new AskStored()));
    }
}
