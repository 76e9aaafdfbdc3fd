/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import io.atalaia.contracts.Probe;
import io.atalaia.contracts.Route;
import io.atalaia.contracts.Topic;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Typed access to the event bus. Every question gets an answer or a {@link Fault}; nothing is left to time out silently.
 * Safe to use from any thread; services and listeners run on the event loop of the context that registered them.
 */
public final class Bus {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);

    private final Vertx vertx;
    private final WireCodec codec;
    private final Breakers breakers;
    private final Servings servings = new Servings();
    private final Servers servers = new Servers();

    private Bus(Vertx vertx, WireCodec codec) {
        this.vertx = vertx;
        this.codec = codec;
        breakers = new Breakers(vertx, Clock.system());
    }

    /** Registers the codec; call once per Vert.x instance, before the first verticle is deployed. */
    public static Bus on(Vertx vertx, WireCodec codec) {
        vertx.eventBus().registerCodec(codec).codecSelector(body -> codec.knows(body) ? WireCodec.NAME : null);
        return new Bus(vertx, codec);
    }

    /**
     * Asks whoever serves the route: of several, each in its turn. An instance of another node is asked through its circuit
     * breaker, except for a {@link Probe}; one that is held back, or gone, is left out as long as there is another.
     *
     * @return the answer, or a failure that is always a {@link Fault}: the service's own; {@link Fault#UNAVAILABLE} at once
     *     when nobody serves the route or its breaker is open, a second or two after its only node departed, and when that node
     *     answers nothing at all for five seconds; {@link Fault#TIMEOUT} after {@code patience}
     */
    public <Q extends Record, A extends Record> Future<A> ask(Route<Q, A> route, Q question, Duration patience) {
        if (!codec.knows(question)) {
            return Future.failedFuture(new Fault(
                    Fault.INTERNAL, question.getClass().getSimpleName() + " is not among the types of the wire"));
        }
        if (question instanceof Probe) {
            return asked(route, question, patience);
        }
        List<String> nodes = servers.inTurn(route.address());
        return nodes.isEmpty()
                ? breakers.through(route.address(), () -> asked(route, question, patience))
                : askOneOf(nodes, route, question, patience);
    }

    /** Only a question that nobody can have taken goes on to the next. */
    private <Q extends Record, A extends Record> Future<A> askOneOf(
            List<String> nodes, Route<Q, A> route, Q question, Duration patience) {
        var first = route.at(nodes.get(0));
        var others = nodes.subList(1, nodes.size());
        return breakers.through(first.address(), () -> asked(first, question, patience))
                .recover(cause -> {
                    var reach = Fault.reach(cause);
                    if (reach != Fault.Reach.ASKED && !others.isEmpty()) {
                        return askOneOf(others, route, question, patience);
                    }
                    return reach == Fault.Reach.NOBODY ? asked(route, question, patience) : Future.failedFuture(cause);
                });
    }

    /** Which node this is, once that is known: what it asks of itself needs no breaker, and others may ask it by itself. */
    public void self(String nodeId) {
        breakers.self(nodeId);
        servers.self(nodeId);
    }

    /** Who serves what any of several nodes may serve. */
    public Servers servers() {
        return servers;
    }

    /** The circuit breakers around what is asked of others. */
    public Breakers breakers() {
        return breakers;
    }

    private <Q extends Record, A extends Record> Future<A> asked(Route<Q, A> route, Q question, Duration patience) {
        var options = new DeliveryOptions().setSendTimeout(patience.toMillis());
        var answer = vertx.eventBus()
                .<Object>request(route.address(), question, options)
                .map(reply -> typed(route.answer(), reply.body(), Fault.INTERNAL))
                .recover(cause -> Future.failedFuture(Fault.of(cause, route.address())));
        return Departure.watched(vertx, route.address(), patience, answer);
    }

    /**
     * Serves a route on every node, and there at an address of its own as well; on one alone when the route is
     * {@link Route#at at} it. The end comes in three steps: the other
     * nodes stop asking, what they asked until then is taken, and everything under way is answered, for two seconds at most.
     */
    public <Q extends Record, A extends Record> Future<Served> serve(
            Route<Q, A> route, Function<Q, Future<A>> service) {
        if (route.isAtOneNode() || servers.self().isEmpty() || !vertx.isClustered()) {
            return serveOne(route, service).map(servings::noted);
        }
        return Future.all(serveOne(route, service), serveOne(route.at(servers.self()), service))
                .map(both -> {
                    servers.begun(route.address());
                    return servings.noted(() -> {
                        servers.ended(route.address());
                        return Future.join(both.<Served>list().stream()
                                        .map(Served::end)
                                        .toList())
                                .mapEmpty();
                    });
                });
    }

    private <Q extends Record, A extends Record> Future<Served> serveOne(
            Route<Q, A> route, Function<Q, Future<A>> service) {
        var underWay = new UnderWay();
        MessageConsumer<Object> consumer =
                vertx.eventBus().consumer(route.address(), message -> answer(route, service, message, underWay));
        return consumer.completion()
                .map(registered ->
                        () -> Farewell.from(vertx, consumer, underWay).compose(gone -> underWay.over()));
    }

    /**
     * Ends everything that a verticle serves, before it is undeployed: then it stops without a question lost.
     *
     * @param deployment as Vert.x named it
     */
    public Future<Void> leave(String deployment) {
        return servings.of(deployment);
    }

    /** Tells every listener of the topic; best effort, for news that the next one replaces. */
    public <E extends Record> void announce(Topic<E> topic, E event) {
        vertx.eventBus().publish(topic.address(), event);
    }

    public <E extends Record> Future<Served> listen(Topic<E> topic, Consumer<E> listener) {
        return served(vertx.eventBus().<Object>consumer(topic.address(), message -> {
            try {
                listener.accept(typed(topic.event(), message.body(), Fault.BAD_REQUEST));
            } catch (RuntimeException e) {
                LOG.atError().addKeyValue("topic", topic.address()).setCause(e).log("listener failed");
            }
        }));
    }

    private static Future<Served> served(MessageConsumer<Object> consumer) {
        return consumer.completion().map(registered -> consumer::unregister);
    }

    private static <Q extends Record, A extends Record> void answer(
            Route<Q, A> route, Function<Q, Future<A>> service, Message<Object> message, UnderWay underWay) {
        if (Departure.answered(message)) {
            return;
        }
        Future<A> outcome;
        try {
            outcome = Objects.requireNonNull(
                    service.apply(typed(route.question(), message.body(), Fault.BAD_REQUEST)), "no future");
        } catch (RuntimeException e) {
            outcome = Future.failedFuture(e);
        }
        underWay.begun();
        outcome.onComplete(done -> {
            if (done.succeeded()) {
                reply(route, message, done.result());
            } else {
                refuse(route, message, done.cause());
            }
            underWay.ended();
        });
    }

    private static void reply(Route<?, ?> route, Message<Object> message, Record answer) {
        try {
            message.reply(Objects.requireNonNull(answer, "no answer"));
        } catch (RuntimeException e) {
            refuse(route, message, e);
        }
    }

    private static void refuse(Route<?, ?> route, Message<Object> message, Throwable cause) {
        if (cause instanceof Fault fault) {
            message.fail(fault.code(), fault.getMessage());
        } else {
            LOG.atError().addKeyValue("route", route.address()).setCause(cause).log("service failed");
            message.fail(Fault.INTERNAL, route.address() + " failed");
        }
    }

    /** @param code of the fault when it is another: a bad question is the asker's fault, a bad answer the service's */
    private static <T extends Record> T typed(Class<T> type, Object body, int code) {
        if (body instanceof WireCodec.Unreadable unreadable) {
            throw new Fault(code, unreadable.why());
        }
        if (!type.isInstance(body)) {
            throw new Fault(
                    code,
                    "expected a " + type.getSimpleName() + ", got "
                            + (body == null ? "nothing" : body.getClass().getSimpleName()));
        }
        return type.cast(body);
    }

    /** A route or topic being served. */
    @FunctionalInterface
    public interface Served {
        Future<Void> end();
    }
}
