/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.contracts.machine.State;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.series.Unit;
import io.atalaia.gateway.engine.Machine;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.LiveService;
import io.atalaia.gateway.service.MachineDesk;
import io.atalaia.gateway.service.Member;
import io.atalaia.gateway.service.Storage;
import io.atalaia.gateway.view.MachineFrame;
import io.atalaia.gateway.view.MachineView;
import io.atalaia.gateway.view.OperatorView;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Machines one by one. */
final class MachineRoutes {
    private static final int PAGE = 100;
    private static final int MOST = 1_000;

    private final Fleet fleet;
    private final LiveService live;
    private final Storage storage;
    private final MachineActs acts;

    MachineRoutes(Fleet fleet, LiveService live, Storage storage, MachineDesk desk) {
        this.fleet = fleet;
        this.live = live;
        this.storage = storage;
        acts = new MachineActs(desk, this::show);
    }

    void addTo(Routes routes) {
        acts.addTo(routes, this::one);
        routes.get("/api/v1/machines", this::list)
                .get("/api/v1/machines/:id/live", this::live)
                .get("/api/v1/machines/:id/series", this::series);
    }

    private void list(RoutingContext context) {
        var parameters = Parameters.of(context, Set.of("limit", "after", "q", "state"), Set.of(), null);
        int limit = parameters.number("limit", PAGE, 1, MOST);
        State state = state(parameters.text("state", null));
        String words = parameters.text("q", "").toLowerCase(Locale.ROOT).strip();
        List<Member> found = fleet.members().stream()
                .filter(member -> state == null || member.headline().state() == state)
                .filter(member -> words.isEmpty() || matches(member, words))
                .toList();
        var page = Page.of(sorted(found), MachineRoutes::key, parameters.text("after", null), limit);
        Replies.json(context, new Page<>(page.items().stream().map(this::view).toList(), page.next()));
    }

    private static List<Member> sorted(List<Member> members) {
        return members.stream()
                .sorted((one, other) -> key(one).compareTo(key(other)))
                .toList();
    }

    static String key(Member member) {
        return member.facts().name().toLowerCase(Locale.ROOT) + "\n" + member.id();
    }

    private static State state(String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(State.values())
                .filter(state -> state.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() ->
                        Problem.bad("state", "parameter 'state' must be one of normal, alert, critical, offline"));
    }

    private static boolean matches(Member member, String words) {
        var facts = member.facts();
        return Stream.of(
                        Stream.of(facts.id(), facts.name(), facts.os()),
                        facts.addresses().stream(),
                        facts.labels().entrySet().stream().map(label -> label.getKey() + ":" + label.getValue()))
                .flatMap(texts -> texts)
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
    }

    private void one(RoutingContext context) {
        Parameters.none(context);
        show(context, member(context));
    }

    private void show(RoutingContext context, Member member) {
        context.response().putHeader(HttpHeaders.ETAG, MachineActs.etag(fleet.note(member.id())));
        Replies.json(context, (Object) view(member));
    }

    private Member member(RoutingContext context) {
        String id = context.pathParam("id");
        return fleet.find(id).orElseThrow(() -> Problem.notFound("there is no machine " + id, "id"));
    }

    private void live(RoutingContext context) {
        Parameters.none(context);
        Member member = member(context);
        Machine own = live.own(member.id())
                .filter(machine -> !machine.offline())
                .orElseThrow(() -> Problem.notFound("nothing live is known of machine " + member.id(), "id"));
        Replies.json(
                context,
                MachineFrame.of(
                        own.headline(),
                        own.detail()
                                .orElseThrow(() ->
                                        Problem.notFound("no sample has come yet from machine " + member.id(), "id")),
                        own.processes().orElse(null)));
    }

    private record SeriesView(String metric, Map<String, String> labels, String kind, String unit) {
        static SeriesView of(Series series) {
            return new SeriesView(
                    series.name(),
                    series.labels(),
                    series.kind().name().toLowerCase(Locale.ROOT),
                    Unit.of(series.name()).symbol());
        }
    }

    private void series(RoutingContext context) {
        Parameters.none(context);
        String id = member(context).id();
        Future<List<Series>> found = live.own(id)
                .flatMap(Machine::schema)
                .map(schema -> Future.succeededFuture(schema.series()))
                .orElseGet(() -> storage.series(id).map(answer -> answer.series()));
        Replies.json(
                context,
                found.map(
                        series -> Page.whole(series.stream().map(SeriesView::of).toList())));
    }

    private MachineView view(Member member) {
        return MachineView.of(
                member,
                fleet.firstSeen(member.id()).orElse(null),
                live.doubts(member.id()),
                OperatorView.of(fleet.said(member), fleet.note(member.id()), fleet.forerunners(member.id())));
    }
}
