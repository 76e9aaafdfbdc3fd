/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.health.HealthApi.Look;
import io.atalaia.contracts.health.HealthApi.Looks;
import io.atalaia.contracts.health.HealthApi.Watched;
import io.atalaia.contracts.health.JudgementApi.Change;
import io.atalaia.platform.catalog.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How an instance came to its health. */
final class StoryView {
    private StoryView() {}

    /** @param at epoch milliseconds */
    record ChangeView(long at, String health, String detail) {
        static ChangeView of(Change change) {
            return new ChangeView(change.at(), word(change.health().name()), change.detail());
        }
    }

    /** What one check found last, of whoever looked last. */
    record CheckView(
            String kind,
            String target,
            long everyMs,
            long timeoutMs,
            String health,
            String detail,
            long checkedAt,
            Double latencyMs) {}

    /** @param watchers which nodes check it, and what each thinks */
    record One(
            @JsonUnwrapped @JsonIgnoreProperties("checks") RegistrationView registration,
            List<CheckView> checks,
            List<WatcherView> watchers,
            List<ChangeView> history) {}

    record WatcherView(String node, String name, String health, String detail) {
        static WatcherView of(Watched watched) {
            return new WatcherView(
                    watched.node(), watched.name(), word(watched.health().name()), watched.detail());
        }
    }

    static List<ChangeView> history(List<Change> changes) {
        return changes.stream().map(ChangeView::of).toList();
    }

    static List<WatcherView> watchers(Looks looks) {
        return looks.watchers().stream().map(WatcherView::of).toList();
    }

    static List<CheckView> checks(Standing standing, Looks looks) {
        var checks = standing.registration().checks();
        return IntStream.range(0, checks.size())
                .mapToObj(i -> check(checks.get(i), newest(i, looks)))
                .toList();
    }

    private static CheckView check(Check check, Look look) {
        return new CheckView(
                check.kind().word(),
                check.target(),
                check.everyMillis(),
                check.timeoutMillis(),
                look == null ? "unknown" : word(look.health().name()),
                look == null ? "" : look.detail(),
                look == null ? 0 : look.at(),
                look == null ? null : look.latencyMillis());
    }

    private static Look newest(int check, Looks looks) {
        return looks.watchers().stream()
                .filter(watched -> watched.looks().size() > check)
                .map(watched -> watched.looks().get(check))
                .max(Comparator.comparingLong(Look::at))
                .orElse(null);
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
