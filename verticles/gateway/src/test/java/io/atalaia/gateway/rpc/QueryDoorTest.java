/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.atalaia.contracts.proto.query.GetHistoryRequest;
import io.atalaia.contracts.proto.query.GetHistoryResponse;
import io.atalaia.contracts.proto.query.GetMetricsRequest;
import io.atalaia.contracts.proto.query.GetMetricsResponse;
import io.atalaia.contracts.proto.query.ListMachinesRequest;
import io.atalaia.contracts.proto.query.ListMachinesResponse;
import io.atalaia.contracts.proto.query.Machine;
import io.atalaia.contracts.proto.query.State;
import io.atalaia.contracts.proto.query.WatchRequest;
import io.atalaia.contracts.proto.query.WatchResponse;
import io.atalaia.gateway.FakeStorage;
import io.atalaia.gateway.House;
import io.atalaia.gateway.Script;
import io.atalaia.platform.grpc.QueryMethods;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.health.v1.HealthCheckRequest;
import io.vertx.grpc.health.v1.HealthCheckResponse;
import io.vertx.grpc.reflection.v1.ServerReflectionRequest;
import io.vertx.grpc.reflection.v1.ServerReflectionResponse;
import io.vertx.grpc.reflection.v1.ServiceResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryDoorTest {
    private final long now = System.currentTimeMillis() / 1000 * 1000;
    private static final ServiceMethod<ListMachinesResponse, ListMachinesRequest> LIST =
            client(QueryMethods.SERVICE, "ListMachines", ListMachinesResponse.getDefaultInstance());
    private static final ServiceMethod<GetMetricsResponse, GetMetricsRequest> METRICS =
            client(QueryMethods.SERVICE, "GetMetrics", GetMetricsResponse.getDefaultInstance());
    private static final ServiceMethod<GetHistoryResponse, GetHistoryRequest> HISTORY =
            client(QueryMethods.SERVICE, "GetHistory", GetHistoryResponse.getDefaultInstance());
    private static final ServiceMethod<WatchResponse, WatchRequest> WATCH =
            client(QueryMethods.SERVICE, "Watch", WatchResponse.getDefaultInstance());

    private final House house = House.open(House.STANDING);
    private final Script script = new Script("m1", now - 30_000);
    private final GrpcClient client = GrpcClient.builder(house.vertx)
            .with(new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false))
            .build();

    @AfterEach
    void close() {
        house.close();
    }

    private static <A extends Message, Q extends Message> ServiceMethod<A, Q> client(
            ServiceName service, String name, A answer) {
        return ServiceMethod.client(service, name, GrpcMessageEncoder.encoder(), GrpcMessageDecoder.decoder(answer));
    }

    private record Outcome<A>(GrpcStatus status, String message, List<A> answers) {
        A one() {
            assertThat(status).as(message).isEqualTo(GrpcStatus.OK);
            assertThat(answers).hasSize(1);
            return answers.get(0);
        }
    }

    private <A, Q> Future<GrpcClientResponse<Q, A>> call(ServiceMethod<A, Q> method, Q question) {
        return client.request(SocketAddress.inetSocketAddress(house.gateway.port(), "127.0.0.1"), method)
                .compose(request -> request.send(question));
    }

    private <A, Q> Outcome<A> ask(ServiceMethod<A, Q> method, Q question) {
        return House.wait(call(method, question).compose(response -> {
            var answers = new ArrayList<A>();
            response.handler(answers::add);
            // It fails for every status but OK, and the message is on the response alone.
            return response.end()
                    .transform(end -> Future.succeededFuture(
                            new Outcome<>(response.status(), response.statusMessage(), answers)));
        }));
    }

    private void machine() {
        house.greet("m1", "alpha", Script.SCHEMA);
        for (int i = 0; i < 30; i++) {
            house.live(script.second(40));
        }
    }

    @Test
    void machinesArePagedAndFiltered() {
        machine();
        for (int i = 2; i < 6; i++) {
            house.greet("m" + i, "name" + i, Script.SCHEMA);
        }
        var first = ask(LIST, ListMachinesRequest.newBuilder().setPageSize(3).build())
                .one();
        assertThat(first.getMachinesList()).extracting(Machine::getId).containsExactly("m1", "m2", "m3");
        assertThat(first.getMachines(0).getHeadline().getCpuPercent()).isBetween(39.9, 40.1);
        assertThat(first.getMachines(0).getHeadline().hasSwapPercent()).isTrue();
        assertThat(first.getMachines(1).getHeadline().hasCpuPercent()).isFalse();
        assertThat(first.getMachines(0).getState()).isEqualTo(State.STATE_NORMAL);
        var rest = ask(
                        LIST,
                        ListMachinesRequest.newBuilder()
                                .setPageToken(first.getNextPageToken())
                                .build())
                .one();
        assertThat(rest.getMachinesList()).extracting(Machine::getId).containsExactly("m4", "m5");
        assertThat(rest.getNextPageToken()).isEmpty();
        assertThat(ask(
                                LIST,
                                ListMachinesRequest.newBuilder()
                                        .putLabels("site", "porto")
                                        .build())
                        .one()
                        .getMachinesList())
                .isEmpty();
        var wrong = ask(LIST, ListMachinesRequest.newBuilder().setPageSize(-1).build());
        assertThat(wrong.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(wrong.message()).isEqualTo("page_size must be from 1 to 1000, or 0 for 100");
    }

    @Test
    void newestValuesAreFilteredAndPagedByMachine() {
        machine();
        house.greet("m2", "beta", Script.SCHEMA);
        house.live(new Script("m2", now).second(10));
        var load = ask(
                        METRICS,
                        GetMetricsRequest.newBuilder().addMetrics("node_load1").build())
                .one();
        assertThat(load.getValuesList())
                .extracting(value -> value.getSeries().getMachine())
                .containsExactly("m1", "m2");
        assertThat(load.getValues(0).getValue()).isEqualTo(0.5);
        assertThat(load.getValues(0).getTime()).isEqualTo(script.time());
        var first = ask(METRICS, GetMetricsRequest.newBuilder().setPageSize(1).build())
                .one();
        assertThat(first.getValuesCount()).isEqualTo(Script.SCHEMA.series().size());
        assertThat(first.getNextPageToken()).isEqualTo("m1");
        var cpu = ask(
                        METRICS,
                        GetMetricsRequest.newBuilder()
                                .addMachines("m1")
                                .putLabels("cpu", "0")
                                .build())
                .one();
        assertThat(cpu.getValuesList())
                .hasSize(2)
                .allMatch(value -> value.getSeries().getUnit().equals("seconds"));
        assertThat(ask(
                                METRICS,
                                GetMetricsRequest.newBuilder()
                                        .addMachines("nobody")
                                        .build())
                        .status())
                .isEqualTo(GrpcStatus.NOT_FOUND);
    }

    @Test
    void historyIsThatOfTheRestApi() {
        machine();
        var storage = new FakeStorage(house.bus, now - 20_000);
        var question = GetHistoryRequest.newBuilder()
                .setMachine("m1")
                .addMetrics("node_load1")
                .build();
        eventually(() -> assertThat(ask(HISTORY, question).one().getComplete()).isTrue());
        var answer = ask(HISTORY, question).one();
        assertThat(answer.getSeries(0).getTimesCount())
                .isEqualTo(answer.getSeries(0).getAveragesCount())
                .isPositive();
        assertThat(answer.getSeries(0).getSeries().getMetric()).isEqualTo("node_load1");
        assertThat(ask(HISTORY, question.toBuilder().setMachine("").build()).message())
                .isEqualTo("machine is required");
        assertThat(ask(HISTORY, question.toBuilder().setPoints(9999).build()).status())
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(ask(HISTORY, question.toBuilder().setFrom(5).setTo(4).build())
                        .message())
                .startsWith("from must be before");
        var unknown = ask(
                HISTORY,
                question.toBuilder().clearMetrics().addMetrics("node_laod1").build());
        assertThat(unknown.status()).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(unknown.message()).contains("similar: node_load1");
        storage.mood = FakeStorage.Mood.FAILS;
        var past = ask(HISTORY, question.toBuilder().setFrom(1).setTo(2).build());
        assertThat(past.status()).isEqualTo(GrpcStatus.UNAVAILABLE);
        assertThat(past.message()).contains("storage does not answer");
    }

    @Test
    void aWatcherGetsWhatComesInUntilItLeaves() {
        machine();
        var seen = new CopyOnWriteArrayList<WatchResponse>();
        var request =
                House.wait(client.request(SocketAddress.inetSocketAddress(house.gateway.port(), "127.0.0.1"), WATCH));
        request.end(WatchRequest.newBuilder()
                .setMachine("m1")
                .addMetrics("node_load1")
                .build());
        request.response().onSuccess(response -> response.handler(seen::add));
        eventually(() -> {
            house.live(script.second(40));
            assertThat(seen.size()).isGreaterThanOrEqualTo(3);
        });
        assertThat(seen).allMatch(message -> message.getValuesCount() == 1 && message.getMissed() == 0);
        assertThat(seen)
                .extracting(WatchResponse::getTime)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(watches()).isEqualTo(1);
        request.cancel();
        eventually(() -> assertThat(watches()).isZero());
    }

    private double watches() {
        return house.meters.get("atalaia_watches").gauge().value();
    }

    @Test
    void aWatchOfNobodyEndsAtOnceAndAnyOtherWhenTheGatewayStops() {
        machine();
        var nobody = ask(WATCH, WatchRequest.newBuilder().setMachine("nobody").build());
        assertThat(nobody.status()).isEqualTo(GrpcStatus.NOT_FOUND);
        assertThat(nobody.message()).isEqualTo("there is no machine nobody");
        var outcome = call(WATCH, WatchRequest.newBuilder().setMachine("m1").build())
                .compose(response -> response.end().transform(end -> Future.succeededFuture(response.status())));
        eventually(() -> assertThat(watches()).isEqualTo(1));
        house.stopGateway();
        assertThat(House.wait(outcome)).isEqualTo(GrpcStatus.UNAVAILABLE);
    }

    @Test
    void compressedQuestionsAreRefused() {
        var outcome =
                House.wait(client.request(SocketAddress.inetSocketAddress(house.gateway.port(), "127.0.0.1"), LIST)
                        .compose(request -> request.encoding("gzip").send(ListMachinesRequest.getDefaultInstance())));
        assertThat(outcome.status()).isEqualTo(GrpcStatus.UNIMPLEMENTED);
    }

    @Test
    void healthAndReflectionAnswer() {
        var check =
                client(ServiceName.create("grpc.health.v1.Health"), "Check", HealthCheckResponse.getDefaultInstance());
        for (String service : List.of("", "atalaia.query.v1.Query")) {
            assertThat(ask(
                                    check,
                                    HealthCheckRequest.newBuilder()
                                            .setService(service)
                                            .build())
                            .one())
                    .isEqualTo(HealthCheckResponse.newBuilder()
                            .setStatus(HealthCheckResponse.ServingStatus.SERVING)
                            .build());
        }
        var reflect = client(
                ServiceName.create("grpc.reflection.v1.ServerReflection"),
                "ServerReflectionInfo",
                ServerReflectionResponse.getDefaultInstance());
        var listed = ask(
                reflect,
                ServerReflectionRequest.newBuilder().setListServices("").build());
        assertThat(listed.answers().get(0).getListServicesResponse().getServiceList())
                .extracting(ServiceResponse::getName)
                .contains("atalaia.query.v1.Query", "grpc.health.v1.Health");
        var file = ask(
                reflect,
                ServerReflectionRequest.newBuilder()
                        .setFileContainingSymbol("atalaia.query.v1.Query")
                        .build());
        assertThat(file.answers().get(0).getFileDescriptorResponse().getFileDescriptorProtoCount())
                .isPositive();
    }
}
