/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.uplink;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.platform.spool.Sealed;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Tells storage of machines and schemas, one after the other for each machine. Event loop only. */
final class Introducer {
    private static final int MOST_MACHINES = 20_000;

    private final BlockDoor door;
    private final Introduced introduced = new Introduced();
    private final Map<String, Introduction> newest = new LinkedHashMap<>();
    /** The machines of which storage may not have the newest. */
    private final Set<String> unsure = new LinkedHashSet<>();

    private final Map<String, Future<?>> telling = new HashMap<>();

    Introducer(BlockDoor door) {
        this.door = door;
    }

    /** Returns whether storage has yet to hear of it. */
    boolean use(MachineFacts facts, Schema schema) {
        if (introduced.isNewest(facts, schema)) {
            return false;
        }
        newest.put(facts.id(), new Introduction(facts, schema));
        unsure.add(facts.id());
        if (newest.size() > MOST_MACHINES) {
            newest.remove(newest.keySet().iterator().next());
        }
        return true;
    }

    /** Completes when a block of this kind may be sent. */
    Future<?> before(Sealed sealed) {
        String machine = sealed.block().machine();
        if (introduced.knows(machine, sealed.schema())) {
            return Future.succeededFuture();
        }
        var before = telling.getOrDefault(machine, Future.succeededFuture());
        return before.otherwiseEmpty()
                .compose(told -> introduced.knows(machine, sealed.schema())
                        ? Future.succeededFuture()
                        : tell(new Introduction(facts(sealed), sealed.schema())));
    }

    private MachineFacts facts(Sealed sealed) {
        var known = newest.get(sealed.block().machine());
        return known == null ? sealed.facts() : known.facts();
    }

    private Future<?> tell(Introduction introduction) {
        String machine = introduction.facts().id();
        Future<?> told = door.introduce(introduction).map(done -> {
            introduced.told(introduction.facts(), introduction.schema());
            return done;
        });
        telling.put(machine, told);
        unsure.add(machine);
        return told.andThen((done, cause) -> telling.remove(machine, told));
    }

    /** Tells of one machine whose newest facts or schema storage does not have; null when there is none. */
    Future<?> outstanding() {
        for (var next = unsure.iterator(); next.hasNext(); ) {
            String machine = next.next();
            var now = newest.get(machine);
            if (now == null || introduced.isNewest(now.facts(), now.schema())) {
                next.remove();
            } else if (!telling.containsKey(machine)) {
                return tell(now);
            }
        }
        return null;
    }

    boolean isUnsure() {
        return !unsure.isEmpty();
    }

    /** Storage has forgotten the machine, or never heard of it. */
    void forget(String machine) {
        introduced.forget(machine);
        unsure.add(machine);
    }
}
