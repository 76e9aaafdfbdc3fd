/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.Done;
import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.gateway.GatewayApi;
import io.atalaia.contracts.gateway.GatewayApi.Hello;
import io.atalaia.contracts.gateway.GatewayApi.Present;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.registry.Registry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A gateway, a storage and a registry that remember what they were told, on a real bus. */
public final class Hubs implements Registry {
    public final Vertx vertx = Vertx.vertx();
    public final Bus bus = Bus.on(vertx, new WireCodec(WireTypes.all()));
    public final Map<String, List<Hello>> hellos = new ConcurrentHashMap<>();
    public final Map<String, List<Sample>> samples = new ConcurrentHashMap<>();
    public final List<Introduction> introductions = new CopyOnWriteArrayList<>();
    public final List<Block> blocks = new CopyOnWriteArrayList<>();
    public final List<Event> events = new CopyOnWriteArrayList<>();
    public final List<Offer> offers = new CopyOnWriteArrayList<>();
    public volatile Function<Samples, Future<Done>> live = samples -> Future.succeededFuture(Done.DONE);
    public volatile Function<Block, Future<Done>> store = block -> Future.succeededFuture(Done.DONE);
    public volatile Function<Introduction, Future<Done>> introduce = told -> Future.succeededFuture(Done.DONE);
    public volatile Future<Registration> registration = Future.succeededFuture(Future::succeededFuture);

    /** A gateway that says once in a while that it is there. */
    @CanIgnoreReturnValue
    public Gateway gateway(String node) {
        hellos.put(node, new CopyOnWriteArrayList<>());
        samples.put(node, new CopyOnWriteArrayList<>());
        done(bus.serve(GatewayApi.HELLO.at(node), hello -> {
            hellos.get(node).add(hello);
            return Future.succeededFuture(Done.DONE);
        }));
        done(bus.serve(GatewayApi.LIVE.at(node), batch -> live.apply(batch)
                .onSuccess(taken -> samples.get(node).addAll(batch.samples()))));
        long timer = vertx.setPeriodic(0, 200, tick -> bus.announce(GatewayApi.PRESENT, new Present(node)));
        return () -> vertx.cancelTimer(timer);
    }

    @CanIgnoreReturnValue
    public Hubs storage() {
        done(bus.serve(
                StorageApi.INTRODUCE, told -> introduce.apply(told).onSuccess(taken -> introductions.add(told))));
        done(bus.serve(StorageApi.STORE, this::stored));
        done(bus.serve(StorageApi.NOTE, told -> {
            events.addAll(told.events());
            return Future.succeededFuture(Done.DONE);
        }));
        return this;
    }

    private Future<Done> stored(Block block) {
        boolean known =
                introductions.stream().anyMatch(told -> told.schema().hash().equals(block.schema()));
        return known
                ? store.apply(block).onSuccess(taken -> blocks.add(block))
                : Future.failedFuture(new Fault(Fault.CONFLICT, "unknown schema"));
    }

    @Override
    public Future<Registration> publish(Offer offer) {
        offers.add(offer);
        return registration;
    }

    @Override
    public Future<List<Instance>> instances() {
        return Future.succeededFuture(List.of());
    }

    @CanIgnoreReturnValue
    public static <T> T done(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    public void close() {
        done(vertx.close());
    }

    /** Falls silent. */
    public interface Gateway extends AutoCloseable {
        @Override
        void close();
    }
}
