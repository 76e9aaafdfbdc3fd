/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.platform.access.Audit;
import io.atalaia.platform.access.AuditEntry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks for entries of the audit, from the newest backwards. */
final class AuditSearch {
    private static final int AT_ONCE = 500;
    /** One answer looks at so many entries at most; the next one goes on from there. */
    private static final int MOST_READ = 5_000;

    private final Audit audit;

    AuditSearch(Audit audit) {
        this.audit = audit;
    }

    /**
     * What is looked for; empty for whatever it is.
     *
     * @param who the name of the user or the token
     * @param verb a part of it, in any case
     * @param outcome done or refused
     * @param text a part of anything of the entry, in any case
     */
    record Wanted(String who, String verb, String outcome, String text) implements Predicate<AuditEntry> {
        @Override
        public boolean test(AuditEntry entry) {
            return (who.isEmpty() || entry.who().equals(who))
                    && (outcome.isEmpty() || entry.outcome().equals(outcome))
                    && has(entry.verb(), verb)
                    && Stream.of(
                                    entry.who(),
                                    entry.kind(),
                                    entry.from(),
                                    entry.verb(),
                                    entry.object(),
                                    entry.request(),
                                    entry.node())
                            .anyMatch(part -> has(part, text));
        }

        private static boolean has(String whole, String part) {
            return whole.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
        }

        boolean anything() {
            return who.isEmpty() && verb.isEmpty() && outcome.isEmpty() && text.isEmpty();
        }
    }

    /** @param after what an earlier part gave as next; empty for the first */
    Future<Audit.Part> find(Wanted wanted, String after, int limit) {
        return wanted.anything() ? audit.newest(after, limit) : gather(wanted, after, limit, 0, new ArrayList<>());
    }

    private Future<Audit.Part> gather(
            Predicate<AuditEntry> wanted, String after, int limit, int read, List<AuditEntry> found) {
        return audit.newest(after, AT_ONCE).compose(part -> {
            for (int i = 0; i < part.entries().size(); i++) {
                AuditEntry entry = part.entries().get(i);
                if (wanted.test(entry)) {
                    found.add(entry);
                }
                if (found.size() == limit) {
                    return behind(after, i + 1).map(next -> new Audit.Part(found, next));
                }
            }
            int all = read + part.entries().size();
            return part.next().isEmpty() || all >= MOST_READ
                    ? Future.succeededFuture(new Audit.Part(found, part.next()))
                    : gather(wanted, part.next(), limit, all, found);
        });
    }

    /** Only the audit knows the name of a place: it is asked for the entries up to there once more. */
    private Future<String> behind(String after, int entries) {
        return audit.newest(after, entries).map(Audit.Part::next);
    }
}
