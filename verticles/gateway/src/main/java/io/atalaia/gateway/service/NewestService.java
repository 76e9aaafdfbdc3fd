/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.gateway.GatewayApi.AskNewest;
import io.atalaia.contracts.gateway.GatewayApi.AskSchemas;
import io.atalaia.contracts.gateway.GatewayApi.Schemas;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.series.Schema;
import io.atalaia.gateway.engine.Machine;
import io.atalaia.gateway.engine.exposition.Shown;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The newest values of machines, wherever in the fleet they are looked after: our own from memory, the others from their
 * gateways, which are all asked at once and given a second. Used on the gateway's event loop alone.
 */
public final class NewestService {
    /** One page of samples is at most so many numbers, about 1.6 MB, or one machine. */
    private static final int MOST_VALUES = 200_000;

    private final Fleet fleet;
    private final LiveService live;
    private final OtherGateways others;
    private final Clock clock;

    public NewestService(Fleet fleet, LiveService live, OtherGateways others, Clock clock) {
        this.fleet = fleet;
        this.live = live;
        this.others = others;
        this.clock = clock;
    }

    /**
     * @param machines in the order that was asked for
     * @param silent how many gateways did not answer in time; of their machines only the headlines are known
     */
    public record Newest(List<Shown> machines, int silent) {}

    /** What is known of these machines now. Never fails. */
    public Future<Newest> newest(Collection<Member> members) {
        Map<String, List<String>> elsewhere = new TreeMap<>();
        for (Member member : members) {
            if (live.own(member.id()).isEmpty()) {
                fleet.gatewayOf(member.id()).ifPresent(node -> elsewhere
                        .computeIfAbsent(node, named -> new ArrayList<>())
                        .add(member.id()));
            }
        }
        return others.newest(elsewhere)
                .map(told -> new Newest(
                        members.stream().map(member -> shown(member, told)).toList(), told.silent()));
    }

    private Shown shown(Member member, OtherGateways.Told told) {
        var own = live.own(member.id());
        if (own.isEmpty()) {
            Sample sample = told.samples().get(member.id());
            Schema schema = sample == null ? null : told.schemas().get(sample.schema());
            return new Shown(member.facts(), member.headline(), schema, schema == null ? null : sample);
        }
        Machine machine = own.get();
        return new Shown(
                member.facts(),
                machine.headline(),
                machine.schema().orElse(null),
                machine.present(clock.nanos()).orElse(null));
    }

    /** Answers another gateway for our own machines. */
    public Future<Samples> tell(AskNewest question) {
        var wanted = new HashSet<>(question.machines());
        String after = question.after() == null ? "" : question.after();
        var page = new ArrayList<Sample>();
        int values = 0;
        for (String id : live.ids().tailSet(after, false)) {
            Sample sample = wanted.isEmpty() || wanted.contains(id)
                    ? live.own(id)
                            .flatMap(machine -> machine.present(clock.nanos()))
                            .orElse(null)
                    : null;
            if (sample != null) {
                values += sample.values().length;
                if (page.size() == Samples.MOST || !page.isEmpty() && values > MOST_VALUES) {
                    break;
                }
                page.add(sample);
            }
        }
        return Future.succeededFuture(new Samples(page));
    }

    public Future<Schemas> tell(AskSchemas question) {
        var wanted = new HashSet<>(question.hashes()
                .subList(0, Math.min(AskSchemas.MOST, question.hashes().size())));
        var found = new ArrayList<Schema>();
        for (String id : live.ids()) {
            live.own(id)
                    .flatMap(Machine::schema)
                    .filter(schema -> wanted.remove(schema.hash()))
                    .ifPresent(found::add);
        }
        return Future.succeededFuture(new Schemas(found));
    }
}
