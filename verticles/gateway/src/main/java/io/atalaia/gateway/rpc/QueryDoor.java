/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.proto.query.GetHistoryRequest;
import io.atalaia.contracts.proto.query.GetHistoryResponse;
import io.atalaia.contracts.proto.query.GetMetricsRequest;
import io.atalaia.contracts.proto.query.GetMetricsResponse;
import io.atalaia.contracts.proto.query.ListMachinesRequest;
import io.atalaia.contracts.proto.query.ListMachinesResponse;
import io.atalaia.contracts.proto.query.QueryProto;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.Member;
import io.atalaia.gateway.service.NewestService;
import io.atalaia.gateway.service.QueryService;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.grpc.QueryMethods;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.grpc.server.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** {@code atalaia.query.v1.Query}: what REST answers, for gRPC clients. Used on the gateway's event loop alone. */
public final class QueryDoor {
    private static final int MACHINES = 100;
    private static final int MOST_MACHINES = 1_000;
    private static final int VALUES = 1_000;
    private static final int MOST_VALUES = 5_000;

    private final Vertx vertx;
    private final Fleet fleet;
    private final NewestService newest;
    private final QueryService queries;
    private final Clock clock;
    private final Watches watches;

    public QueryDoor(
            Vertx vertx, Fleet fleet, NewestService newest, QueryService queries, Clock clock, MeterRegistry meters) {
        this.vertx = vertx;
        this.fleet = fleet;
        this.newest = newest;
        this.queries = queries;
        this.clock = clock;
        this.watches = new Watches(fleet, newest, meters);
    }

    public Service service() {
        return Service.service(QueryMethods.SERVICE, QueryProto.getDescriptor().findServiceByName("Query"))
                .bind(
                        QueryMethods.LIST_MACHINES,
                        call -> Calls.answer(call, QueryMethods.LIST_MACHINES, this::machines))
                .bind(QueryMethods.GET_METRICS, call -> Calls.answer(call, QueryMethods.GET_METRICS, this::metrics))
                .bind(QueryMethods.GET_HISTORY, call -> Calls.answer(call, QueryMethods.GET_HISTORY, this::history))
                .bind(QueryMethods.WATCH, watches::take)
                .build();
    }

    /** Sends watchers what is new; call it once a second. */
    public void tell() {
        watches.tell();
    }

    public void close() {
        watches.close();
    }

    private Future<ListMachinesResponse> machines(ListMachinesRequest request) {
        int size = Rules.size(request.getPageSize(), MACHINES, MOST_MACHINES);
        List<Member> found = after(request.getPageToken(), fleet.members()).stream()
                .filter(member ->
                        Forms.matches(request.getState(), member.headline().state()))
                .filter(member -> has(member.facts().labels(), request.getLabelsMap()))
                .limit(size + 1L)
                .toList();
        var answer = ListMachinesResponse.newBuilder();
        found.stream().limit(size).map(Forms::machine).forEach(answer::addMachines);
        if (found.size() > size) {
            answer.setNextPageToken(found.get(size - 1).id());
        }
        return Future.succeededFuture(answer.build());
    }

    static boolean has(Map<String, String> labels, Map<String, String> wanted) {
        return labels.entrySet().containsAll(wanted.entrySet());
    }

    private static List<Member> after(String token, List<Member> members) {
        return members.stream()
                .filter(member -> member.id().compareTo(token) > 0)
                .sorted(Comparator.comparing(Member::id))
                .toList();
    }

    private Future<GetMetricsResponse> metrics(GetMetricsRequest request) {
        int size = Rules.size(request.getPageSize(), VALUES, MOST_VALUES);
        var filter = SeriesFilter.of(request.getMetricsList(), request.getLabelsMap());
        List<Member> members = after(request.getPageToken(), named(request.getMachinesList()));
        return page(members, filter, size, GetMetricsResponse.newBuilder());
    }

    private List<Member> named(List<String> ids) {
        Rules.most("machines", ids.size(), MOST_MACHINES);
        if (ids.isEmpty()) {
            return fleet.members();
        }
        var named = new ArrayList<Member>();
        for (String id : ids.stream().distinct().toList()) {
            named.add(fleet.find(id).orElseThrow(() -> Statuses.noMachine(id)));
        }
        return named;
    }

    /** Asks for a few machines at a time: the page is full after the first of them, or after none of a thousand. */
    private Future<GetMetricsResponse> page(
            List<Member> members, SeriesFilter filter, int size, GetMetricsResponse.Builder page) {
        List<Member> some = members.subList(0, Math.min(members.size(), MACHINES));
        return newest.newest(some).compose(found -> {
            page.setSilentGateways(Math.max(page.getSilentGateways(), found.silent()));
            for (int i = 0; i < some.size(); i++) {
                page.addAllValues(filter.values(found.machines().get(i)));
                if (page.getValuesCount() >= size && i + 1 < members.size()) {
                    return Future.succeededFuture(
                            page.setNextPageToken(some.get(i).id()).build());
                }
            }
            return some.size() == members.size()
                    ? Future.succeededFuture(page.build())
                    : page(members.subList(some.size(), members.size()), filter, size, page);
        });
    }

    /** A worker writes the answer down: it may have a hundred thousand numbers. */
    private Future<GetHistoryResponse> history(GetHistoryRequest request) {
        return queries.query(Rules.question(request, clock.millis()))
                .map(Rules::bounded)
                .compose(result -> vertx.executeBlocking(() -> Forms.history(request.getMachine(), result), false));
    }
}
