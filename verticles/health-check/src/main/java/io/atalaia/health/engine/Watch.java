/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.health.JudgementApi.Held;
import io.atalaia.contracts.health.JudgementApi.Seen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The instances that this node watches: when each is to be checked, and what came of it. Nanoseconds; for one thread. */
public final class Watch {
    private final String self;
    private final int fall;
    private final int rise;
    private final RandomGenerator random;
    private final Map<String, Watched> all = new HashMap<>();
    private volatile int size;

    /** @param self the id of this node */
    public Watch(String self, int fall, int rise, RandomGenerator random) {
        this.self = self;
        this.fall = fall;
        this.rise = rise;
        this.random = random;
    }

    /** A check that is to be carried out now. */
    public record Due(Subject subject, int check) {
        public Check asked() {
            return subject.target().checks().get(check);
        }
    }

    /** From now on these are watched, and no others. */
    public void assign(Collection<Subject> subjects, long now) {
        Set<String> keys = new HashSet<>();
        for (Subject subject : subjects) {
            keys.add(subject.key());
            var before = all.get(subject.key());
            if (before == null || !before.subject().target().equals(subject.target())) {
                all.put(subject.key(), new Watched(subject, now, random));
            } else {
                before.subject(subject);
            }
        }
        all.keySet().retainAll(keys);
        size = all.size();
    }

    /** What is to be asked now; it counts as under way until it is judged. */
    public List<Due> due(long now) {
        List<Due> due = new ArrayList<>();
        all.values().forEach(watched -> watched.due(now, due));
        return due;
    }

    /**
     * @param at epoch milliseconds
     * @return the opinion where it changed
     */
    public Optional<Held> judge(Due due, Outcome outcome, long now, long at) {
        var watched = all.get(due.subject().key());
        if (watched == null || !watched.subject().target().equals(due.subject().target())) {
            return Optional.empty();
        }
        var before = watched.held();
        watched.judge(due.check(), outcome, now, at, fall, rise);
        var after = watched.held();
        return after.health() == before.health() && after.silent() == before.silent()
                ? Optional.empty()
                : Optional.of(after);
    }

    /** Failures of real traffic count as a check's; that it flows is no proof that all is well. */
    public Optional<Held> observe(Seen seen, long now, long at) {
        var watched = all.get(seen.key());
        if (watched == null || seen.refused() + seen.timedOut() <= seen.answered()) {
            return Optional.empty();
        }
        int check = watched.firstAsked();
        if (check < 0) {
            return Optional.empty();
        }
        var outcome = seen.refused() > 0
                ? Outcome.refused("traffic is refused")
                : Outcome.silent("traffic gets no answer in time");
        return judgeUnasked(new Due(watched.subject(), check), outcome, now, at);
    }

    private Optional<Held> judgeUnasked(Due due, Outcome outcome, long now, long at) {
        var watched = all.get(due.subject().key());
        watched.begun(due.check());
        return judge(due, outcome, now, at);
    }

    /** Renewals are looked at and not asked for. */
    public Optional<Held> renewed(String key, int check, Outcome outcome, long now, long at) {
        var watched = all.get(key);
        return watched == null || check >= watched.subject().target().checks().size()
                ? Optional.empty()
                : judgeUnasked(new Due(watched.subject(), check), outcome, now, at);
    }

    public List<Held> held() {
        return all.values().stream().map(Watched::held).toList();
    }

    /** The instances with a check that is not asked but renewed. */
    public List<Subject> renewing() {
        return all.values().stream()
                .map(Watched::subject)
                .filter(subject -> subject.target().checks().stream().anyMatch(one -> one.kind() == Check.Kind.TTL))
                .toList();
    }

    /** How many; any thread. */
    public int size() {
        return size;
    }

    /**
     * Whether everything that answered lately, at two places or more, answers no longer: then it is more likely this node that
     * is cut off.
     *
     * @param lately nanoseconds
     */
    boolean isDeaf(long now, long lately) {
        Set<String> places = new HashSet<>();
        for (Watched watched : all.values()) {
            if (watched.subject().isAwayFrom(self) && watched.answeredWithin(now, lately)) {
                if (!watched.isSilent()) {
                    return false;
                }
                places.add(watched.subject().place());
            }
        }
        return places.size() >= 2;
    }
}
