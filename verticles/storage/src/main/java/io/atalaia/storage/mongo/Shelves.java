/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.mongo;

import io.atalaia.storage.engine.Tier;
import io.vertx.core.Future;
import io.vertx.ext.mongo.MongoClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Packed documents by collection: an id's first word says which, {@code processes/} and {@code fleet/}; all others are tiers. */
final class Shelves {
    static final String TIERS = "tiers";
    static final String PROCESSES = "processes";
    static final String FLEET = "fleet";

    private final Map<String, TierDocuments> shelves = new LinkedHashMap<>();

    Shelves(MongoClient mongo) {
        for (String name : List.of(TIERS, PROCESSES, FLEET)) {
            shelves.put(name, new TierDocuments(new Documents(mongo, name)));
        }
    }

    private static String shelf(String id) {
        String word = id.substring(0, Math.max(0, id.indexOf('/')));
        return word.equals(PROCESSES) || word.equals(FLEET) ? word : TIERS;
    }

    Future<List<Tier>> read(Collection<String> ids, Set<String> paths) {
        return each(ids, id -> id, (shelf, some) -> shelf.read(some, paths)).map(found -> {
            List<Tier> all = new ArrayList<>();
            found.forEach(all::addAll);
            return all;
        });
    }

    Future<List<Tier>> fences(Collection<String> ids) {
        return read(ids, Set.of(TierDocuments.FENCE));
    }

    Future<Boolean> write(List<Tier.Write> writes) {
        return each(writes, Tier.Write::id, TierDocuments::write)
                .map(written -> written.stream().allMatch(accepted -> accepted));
    }

    Future<Void> remove(Collection<String> ids) {
        return each(ids, id -> id, TierDocuments::remove).mapEmpty();
    }

    private <T, A> Future<List<A>> each(
            Collection<T> all, Function<T, String> id, BiFunction<TierDocuments, List<T>, Future<A>> work) {
        Map<String, List<T>> sorted = new LinkedHashMap<>();
        all.forEach(one -> sorted.computeIfAbsent(shelf(id.apply(one)), name -> new ArrayList<>())
                .add(one));
        List<Future<A>> works = new ArrayList<>();
        sorted.forEach((name, some) -> works.add(work.apply(shelves.get(name), some)));
        return Future.all(works).map(done -> done.list());
    }
}
