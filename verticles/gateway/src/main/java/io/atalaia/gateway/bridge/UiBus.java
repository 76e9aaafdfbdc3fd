/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.bridge;

import io.atalaia.platform.bus.Fault;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/**
 * The addresses that pages see, on this node alone. The bridge speaks the event bus and JSON, so this is the one place
 * outside the platform that does.
 */
final class UiBus {
    static final String FLEET = "atalaia.ui.v1.fleet";
    static final String MACHINE = "atalaia.ui.v1.machine";
    static final String WATCH = "atalaia.ui.v1.watch";

    private final EventBus bus;
    private final DeliveryOptions local =
            new DeliveryOptions().setLocalOnly(true).setCodecName(FrameCodec.NAME);
    private MessageConsumer<Object> watch;

    UiBus(Vertx vertx) {
        bus = vertx.eventBus();
    }

    /**
     * @param watcher handles what a page sends to {@link #WATCH}; a {@link Fault} is what the page gets
     */
    void open(Consumer<Object> watcher) {
        bus.unregisterCodec(FrameCodec.NAME).registerCodec(new FrameCodec());
        watch = bus.localConsumer(WATCH, message -> {
            try {
                watcher.accept(message.body());
                message.reply(new JsonObject().put("ok", true));
            } catch (Fault fault) {
                message.fail(fault.code(), fault.getMessage());
            } catch (ClassCastException e) {
                message.fail(Fault.BAD_REQUEST, "the body must be {\"machine\":id or null,\"every\":1 or 10}");
            }
        });
    }

    void publish(String address, Frame frame) {
        bus.publish(address, frame, local);
    }

    void close() {
        if (watch != null) {
            watch.unregister();
        }
    }
}
