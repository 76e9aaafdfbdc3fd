/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.Message;
import io.atalaia.contracts.proto.discovery.Check;
import io.atalaia.contracts.proto.discovery.Health;
import io.atalaia.contracts.proto.discovery.Instance;
import io.atalaia.contracts.proto.discovery.ListInstancesRequest;
import io.atalaia.contracts.proto.discovery.ListInstancesResponse;
import io.atalaia.contracts.proto.discovery.RegisterRequest;
import io.atalaia.contracts.proto.discovery.RegisterResponse;
import io.atalaia.contracts.proto.discovery.Registration;
import io.atalaia.contracts.proto.discovery.RemoveRequest;
import io.atalaia.contracts.proto.discovery.RemoveResponse;
import io.atalaia.contracts.proto.discovery.SetMaintenanceRequest;
import io.atalaia.contracts.proto.discovery.SetMaintenanceResponse;
import io.atalaia.contracts.proto.discovery.WatchRequest;
import io.atalaia.contracts.proto.discovery.WatchResponse;
import io.atalaia.gateway.House;
import io.atalaia.platform.grpc.DiscoveryMethods;
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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscoveryDoorTest {
    private static final ServiceMethod<RegisterResponse, RegisterRequest> REGISTER =
            client("Register", RegisterResponse.getDefaultInstance());
    private static final ServiceMethod<RemoveResponse, RemoveRequest> REMOVE =
            client("Remove", RemoveResponse.getDefaultInstance());
    private static final ServiceMethod<SetMaintenanceResponse, SetMaintenanceRequest> MAINTAIN =
            client("SetMaintenance", SetMaintenanceResponse.getDefaultInstance());
    private static final ServiceMethod<ListInstancesResponse, ListInstancesRequest> LIST =
            client("ListInstances", ListInstancesResponse.getDefaultInstance());
    private static final ServiceMethod<WatchResponse, WatchRequest> WATCH =
            client("Watch", WatchResponse.getDefaultInstance());

    private final House house = House.open();
    private final GrpcClient client = GrpcClient.builder(house.vertx)
            .with(new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false))
            .build();

    @BeforeEach
    void serve() {
        house.catalog.serveOn(house.bus);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static <A extends Message, Q extends Message> ServiceMethod<A, Q> client(String name, A answer) {
        return ServiceMethod.client(
                DiscoveryMethods.SERVICE, name, GrpcMessageEncoder.encoder(), GrpcMessageDecoder.decoder(answer));
    }

    private SocketAddress gateway() {
        return SocketAddress.inetSocketAddress(house.gateway.port(), "127.0.0.1");
    }

    private <A, Q> A ask(ServiceMethod<A, Q> method, Q question) {
        return House.wait(client.request(gateway(), method)
                .compose(request -> request.send(question))
                .compose(GrpcClientResponse::last));
    }

    private static Registration.Builder shop(String id) {
        return Registration.newBuilder()
                .setId(id)
                .setName("shop")
                .setKind("http")
                .setAddress("10.0.0.7")
                .setPort(80)
                .addTags("blue")
                .putMeta("team", "sales");
    }

    @CanIgnoreReturnValue
    private Instance register(Registration.Builder registration) {
        return ask(
                        REGISTER,
                        RegisterRequest.newBuilder()
                                .setRegistration(registration)
                                .build())
                .getInstance();
    }

    @Test
    void aServiceIsRegisteredListedMaintainedAndRemoved() {
        var made = register(shop("shop-1").addChecks(Check.newBuilder().setKind("tcp")));
        assertThat(made.getHealth()).isEqualTo(Health.HEALTH_UNKNOWN);
        assertThat(made.getRegistration().getWeight()).isEqualTo(1);
        var listed = ask(LIST, ListInstancesRequest.newBuilder().setName("shop").build());
        assertThat(listed.getInstancesList()).singleElement().satisfies(one -> {
            assertThat(one.getHealth()).isEqualTo(Health.HEALTH_PASSING);
            assertThat(one.getServing()).isTrue();
            assertThat(one.getRegistration().getMetaMap()).containsEntry("team", "sales");
            assertThat(one.getRegistration().getChecks(0).getKind()).isEqualTo("tcp");
        });
        var why = SetMaintenanceRequest.newBuilder().setId("shop-1").setReason("new disk");
        assertThat(ask(MAINTAIN, why.build()).getInstance().getMaintenance()).isEqualTo("new disk");
        assertThat(ask(LIST, ListInstancesRequest.newBuilder().setServing(true).build())
                        .getInstancesList())
                .isEmpty();
        assertThat(ask(REMOVE, RemoveRequest.newBuilder().setId("shop-1").build()))
                .isNotNull();
        assertThat(ask(LIST, ListInstancesRequest.getDefaultInstance()).getInstancesList())
                .isEmpty();
    }

    @Test
    void instancesArePaged() {
        List.of("a", "b", "c").forEach(id -> register(shop(id)));
        var first = ask(LIST, ListInstancesRequest.newBuilder().setPageSize(2).build());
        assertThat(first.getInstancesList())
                .extracting(one -> one.getRegistration().getId())
                .containsExactly("a", "b");
        var rest = ask(
                LIST,
                ListInstancesRequest.newBuilder()
                        .setPageSize(2)
                        .setPageToken(first.getNextPageToken())
                        .build());
        assertThat(rest.getInstancesList())
                .extracting(one -> one.getRegistration().getId())
                .containsExactly("c");
        assertThat(rest.getNextPageToken()).isEmpty();
    }

    @Test
    void whatIsWrongIsNamed() {
        refused(shop("x").setKind("gopher"), GrpcStatus.INVALID_ARGUMENT, "registration.kind must be http, https");
        refused(
                shop("x").addChecks(Check.newBuilder().setKind("smoke")),
                GrpcStatus.INVALID_ARGUMENT,
                "registration.checks.kind must be http");
        // What discovery says is passed on.
        refused(shop("x").setPort(0), GrpcStatus.INVALID_ARGUMENT, "port must be 1 to 65535");
        refused(REMOVE, RemoveRequest.getDefaultInstance(), GrpcStatus.INVALID_ARGUMENT, "id is required");
        refused(
                REMOVE,
                RemoveRequest.newBuilder().setId("nobody").build(),
                GrpcStatus.NOT_FOUND,
                "there is no registration nobody");
    }

    private void refused(Registration.Builder registration, GrpcStatus status, String message) {
        var request = RegisterRequest.newBuilder().setRegistration(registration).build();
        refused(REGISTER, request, status, message);
    }

    private <A, Q> void refused(ServiceMethod<A, Q> method, Q question, GrpcStatus status, String message) {
        var refusal = House.wait(client.request(gateway(), method)
                .compose(request -> request.send(question))
                .compose(response -> response.last()
                        .transform(
                                last -> Future.succeededFuture(response.status() + ": " + response.statusMessage()))));
        assertThat(refusal).startsWith(status + ": " + message);
    }

    @Test
    void watchersAreToldOfEachChangeOfTheirServiceAndOfTheEnd() {
        register(shop("shop-1"));
        var heard = new CopyOnWriteArrayList<WatchResponse>();
        // Before anything is waited for: what comes without a handler is lost.
        var stream = House.wait(client.request(gateway(), WATCH)
                .compose(request ->
                        request.send(WatchRequest.newBuilder().setName("shop").build()))
                .onSuccess(response -> response.handler(heard::add)));
        eventually(() -> assertThat(heard).hasSize(1));
        assertThat(heard.get(0).getPutList())
                .extracting(one -> one.getRegistration().getId())
                .containsExactly("shop-1");
        register(shop("other").setName("mail"));
        register(shop("shop-2"));
        eventually(() -> assertThat(heard.get(heard.size() - 1).getPutList())
                .extracting(one -> one.getRegistration().getId())
                .containsExactly("shop-2"));
        assertThat(ask(REMOVE, RemoveRequest.newBuilder().setId("shop-1").build()))
                .isNotNull();
        eventually(
                () -> assertThat(heard.get(heard.size() - 1).getRemovedList()).containsExactly("shop-1"));
        assertThat(heard).hasSize(3);
        assertThat(house.meters.get("atalaia_registry_watches").gauge().value()).isEqualTo(1);
        house.stopGateway();
        eventually(() -> assertThat(stream.status()).isEqualTo(GrpcStatus.UNAVAILABLE));
    }
}
