/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine;

import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.JudgementApi;
import io.atalaia.contracts.health.JudgementApi.Change;
import io.atalaia.contracts.health.JudgementApi.Ruled;
import io.atalaia.contracts.health.JudgementApi.Ruling;
import io.atalaia.contracts.health.JudgementApi.Rulings;
import io.atalaia.contracts.health.JudgementApi.Story;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * What the deciders ruled, and how it came to that. Of each service the decider that comes first by rendezvous among those
 * heard lately is believed; when none is, what held goes on to hold. Times are nanoseconds of one monotonic clock. For one
 * thread at a time.
 */
public final class Following {
    private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(JudgementApi.SILENT_MILLIS);
    /** What its decider does not mention for so long ended. */
    private static final long FORGOTTEN_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** More stories are not told to one who asks for all. */
    private static final int MOST_TOLD_CHANGES = 5_000;

    private final Map<String, Long> heard = new HashMap<>();
    private final Map<String, Entry> entries = new HashMap<>();

    /** @param begun when what is ruled came to hold */
    private record Entry(Ruling ruling, long begun, long mentioned, List<Change> changes) {
        Ruling aged(long now) {
            long age = Math.max(0, TimeUnit.NANOSECONDS.toMillis(now - begun));
            return new Ruling(
                    ruling.key(),
                    ruling.service(),
                    ruling.since(),
                    ruling.health(),
                    ruling.silent(),
                    ruling.detail(),
                    ruling.at(),
                    age);
        }
    }

    /** @return whether anything that holds changed */
    public boolean hear(Rulings told, long now) {
        if (told.leaving()) {
            heard.remove(told.node());
        } else {
            heard.put(told.node(), now);
        }
        Set<String> deciders = deciders(now);
        deciders.add(told.node());
        boolean changed = false;
        for (Ruling ruling : told.rulings()) {
            if (Rendezvous.first(ruling.service(), deciders)
                    .filter(told.node()::equals)
                    .isPresent()) {
                changed |= follow(ruling, now);
            }
        }
        return forget(told, deciders, now) || changed;
    }

    private boolean follow(Ruling ruling, long now) {
        var before = entries.get(ruling.key());
        boolean another = before == null || before.ruling.since() != ruling.since();
        boolean news = another || before.ruling.health() != ruling.health();
        List<Change> changes = another ? List.of() : before.changes;
        if (news) {
            changes = with(new Change(ruling.at(), ruling.health(), ruling.detail()), changes);
        }
        long begun = now - TimeUnit.MILLISECONDS.toNanos(ruling.ageMillis());
        entries.put(ruling.key(), new Entry(ruling, begun, now, changes));
        return news || !before.ruling.detail().equals(ruling.detail());
    }

    private static List<Change> with(Change change, List<Change> before) {
        var changes = new ArrayList<Change>();
        changes.add(change);
        changes.addAll(before.subList(0, Math.min(before.size(), JudgementApi.MOST_CHANGES - 1)));
        return List.copyOf(changes);
    }

    private boolean forget(Rulings told, Set<String> deciders, long now) {
        return told.whole()
                && !told.leaving()
                && entries.values()
                        .removeIf(entry -> now - entry.mentioned > FORGOTTEN_NANOS
                                && Rendezvous.first(entry.ruling.service(), deciders)
                                        .filter(told.node()::equals)
                                        .isPresent());
    }

    /** Takes over what another node holds, where nothing is held here yet. */
    public boolean learn(Ruled told, long now) {
        told.deciders().forEach(decider -> heard.putIfAbsent(decider, now));
        boolean changed = false;
        for (Story story : told.stories()) {
            var ruling = story.ruling();
            long begun = now - TimeUnit.MILLISECONDS.toNanos(ruling.ageMillis());
            changed |= entries.putIfAbsent(ruling.key(), new Entry(ruling, begun, now, story.changes())) == null;
        }
        return changed;
    }

    /** Everything that holds, for one who knows nothing yet. */
    public Ruled ruled(long now) {
        List<Story> stories = new ArrayList<>();
        int room = MOST_TOLD_CHANGES;
        for (Entry entry : entries.values()) {
            var changes = entry.changes.subList(0, Math.min(room, entry.changes.size()));
            room -= changes.size();
            stories.add(new Story(entry.aged(now), List.copyOf(changes)));
        }
        return new Ruled(List.copyOf(deciders(now)), stories);
    }

    /** By the instances' keys. */
    public Map<String, Ruling> rulings(long now) {
        Map<String, Ruling> rulings = new HashMap<>();
        entries.forEach((key, entry) -> rulings.put(key, entry.aged(now)));
        return rulings;
    }

    /** How an instance came to what holds of it, newest first. */
    public List<Change> changes(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::changes).orElse(List.of());
    }

    public Health health(String key) {
        var entry = entries.get(key);
        return entry == null ? Health.UNKNOWN : entry.ruling.health();
    }

    /** Whether nobody decides. */
    public boolean isStale(long now) {
        return deciders(now).isEmpty();
    }

    private Set<String> deciders(long now) {
        heard.values().removeIf(at -> now - at > SILENT_NANOS);
        return new TreeSet<>(heard.keySet());
    }
}
