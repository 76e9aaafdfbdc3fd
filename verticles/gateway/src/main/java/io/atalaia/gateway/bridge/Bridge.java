/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.bridge;

import io.atalaia.gateway.access.Callers;
import io.atalaia.gateway.service.Fleet;
import io.atalaia.gateway.service.LiveService;
import io.atalaia.gateway.service.Storage;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.Transport;
import java.util.EnumSet;

/** The live connection of dashboards: exact addresses, frames by the second, and nothing queued for the slow. */
public final class Bridge {
    /** Browsers let the timers of a hidden page fire once a minute. */
    private static final long SILENCE_MILLIS = 90_000;

    private static final long REPLY_MILLIS = 5_000;
    private static final int HANDLERS_PER_PAGE = 20;

    private final Vertx vertx;
    private final Fleet fleet;
    private final Pages pages;
    private final UiBus bus;
    private final LiveFrames frames;

    /** @param maxPages the most pages that may be connected at once */
    public Bridge(
            Vertx vertx,
            Fleet fleet,
            LiveService live,
            Storage storage,
            Callers callers,
            int maxPages,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.fleet = fleet;
        pages = new Pages(maxPages, callers, meters);
        bus = new UiBus(vertx);
        frames = new LiveFrames(fleet, live, storage, pages, bus);
    }

    public void open() {
        bus.open(this::watch);
    }

    /** What serves the pages' connections, below the path at which it is mounted. */
    public Router router() {
        return SockJSHandler.create(vertx, ways()).bridge(options(), pages::handle);
    }

    /** Where a proxy lets no WebSocket pass pages fall back to XHR; the rest is for browsers of another time. */
    private static SockJSHandlerOptions ways() {
        var options = new SockJSHandlerOptions();
        EnumSet.complementOf(EnumSet.of(Transport.WEBSOCKET, Transport.XHR))
                .forEach(other -> options.addDisabledTransport(other.name()));
        return options;
    }

    /** The addresses that pages can reach at all. */
    static SockJSBridgeOptions options() {
        return new SockJSBridgeOptions()
                .setPingTimeout(SILENCE_MILLIS)
                .setReplyTimeout(REPLY_MILLIS)
                .setMaxHandlersPerSocket(HANDLERS_PER_PAGE)
                .addInboundPermitted(new PermittedOptions().setAddress(UiBus.WATCH))
                .addOutboundPermitted(new PermittedOptions().setAddress(UiBus.FLEET))
                .addOutboundPermitted(new PermittedOptions().setAddress(UiBus.MACHINE));
    }

    /** Whether no further page may connect. */
    public boolean full() {
        return pages.full();
    }

    /** Sends the frames of a second, given in epoch milliseconds. */
    public void publish(long second) {
        frames.publish(second);
    }

    public void close() {
        bus.close();
    }

    private void watch(Object body) {
        Watch wish = Watch.parse(body, fleet);
        pages.find(wish.page()).ifPresent(page -> {
            page.watch(wish.machine(), wish.every());
            if (wish.machine() != null) {
                frames.publish(wish.machine(), true);
            }
        });
    }
}
