/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.gateway.web.AuditSearch.Wanted;
import io.atalaia.platform.access.Audit;
import io.atalaia.platform.access.AuditEntry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditSearchTest {
    private final Numbers numbers = new Numbers();
    private final AuditSearch search = new AuditSearch(numbers);

    /** Twelve thousand entries, of which every hundredth was refused; a place is the number of entries before it. */
    private static final class Numbers implements Audit {
        private static final int ALL = 12_000;
        private int questions;

        @Override
        public Future<Void> add(AuditEntry entry) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<Integer> trim(long olderThan) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<Part> newest(String after, int limit) {
            questions++;
            int from = after.isEmpty() ? 0 : Integer.parseInt(after);
            int to = Math.min(ALL, from + limit);
            var entries = IntStream.range(from, to).mapToObj(Numbers::entry).toList();
            return Future.succeededFuture(new Part(entries, to == ALL ? "" : String.valueOf(to)));
        }

        private static AuditEntry entry(int number) {
            String outcome = number % 100 == 99 ? "refused" : "done";
            return new AuditEntry(1, "node", "ana", "user", "::1", "POST /x", "n" + number, outcome, "r" + number);
        }
    }

    private List<String> all(Wanted wanted, int limit) {
        var found = new ArrayList<String>();
        String next = "";
        do {
            var part = search.find(wanted, next, limit).await();
            part.entries().forEach(entry -> found.add(entry.object()));
            next = part.next();
        } while (!next.isEmpty());
        return found;
    }

    @Test
    void everyWantedEntryIsFoundOnceHoweverThePagesFall() {
        var refused = new Wanted("", "", "refused", "");
        assertThat(all(refused, 7))
                .hasSize(120)
                .doesNotHaveDuplicates()
                .startsWith("n99")
                .endsWith("n11999");
        assertThat(all(refused, 500)).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void oneAnswerLooksAtSoManyEntriesAndSaysWhereToGoOn() {
        var part = search.find(new Wanted("bob", "", "", ""), "", 100).await();
        assertThat(part.entries()).isEmpty();
        assertThat(part.next()).isEqualTo("5000");
        assertThat(numbers.questions).isEqualTo(10);
    }

    @Test
    void aTextIsLookedForInEverythingInAnyCase() {
        assertThat(all(new Wanted("", "", "", "R11998"), 10)).containsExactly("n11998");
        assertThat(all(new Wanted("ana", "post", "done", "n500"), 10)).startsWith("n500", "n5000");
    }
}
