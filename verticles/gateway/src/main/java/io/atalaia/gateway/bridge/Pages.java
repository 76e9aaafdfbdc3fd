/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.bridge;

import io.atalaia.gateway.access.Callers;
import io.atalaia.gateway.access.Lasting;
import io.atalaia.gateway.access.Need;
import io.atalaia.gateway.access.Permissions.Way;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.BridgeEventType;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connected pages, and what the bridge asks about each of their messages. A page that does not read fast enough loses
 * frames: nothing is queued for it.
 */
final class Pages {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    /** The field in which the bridge tells a watch of which page it is; whatever a page writes there is overwritten. */
    static final String PAGE = "page";

    private final int most;
    private final Callers callers;
    private final Map<SockJSSocket, Page> pages = new HashMap<>();
    private final Map<String, Page> byId = new HashMap<>();
    private final Counter sent;
    private final Counter dropped;
    private long count;

    Pages(int most, Callers callers, MeterRegistry meters) {
        this.most = most;
        this.callers = callers;
        Gauge.builder("atalaia_pages", pages, Map::size)
                .description("Dashboards that are connected")
                .register(meters);
        sent = frames(meters, "sent");
        dropped = frames(meters, "dropped");
    }

    private static Counter frames(MeterRegistry meters, String fate) {
        return Counter.builder("atalaia_frames")
                .description("Live frames to dashboards; those that a slow dashboard could not take are dropped")
                .tag("fate", fate)
                .register(meters);
    }

    boolean full() {
        return pages.size() >= most;
    }

    boolean anyListensToFleet() {
        return pages.values().stream().anyMatch(page -> page.addresses.contains(UiBus.FLEET));
    }

    /** The machines that pages watch and listen to. */
    Set<String> watched() {
        return pages.values().stream()
                .filter(page -> page.machine() != null && page.addresses.contains(UiBus.MACHINE))
                .map(Page::machine)
                .collect(Collectors.toSet());
    }

    Optional<Page> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The bridge's hook. */
    void handle(BridgeEvent event) {
        boolean allowed;
        try {
            allowed = allows(event);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("event", event.type()).setCause(e).log("bridge event failed");
            allowed = false;
        }
        event.complete(allowed);
    }

    private boolean allows(BridgeEvent event) {
        SockJSSocket socket = event.socket();
        if (event.type() == BridgeEventType.SOCKET_CREATED) {
            return welcome(socket);
        }
        Page page = pages.get(socket);
        if (page == null) {
            return false;
        }
        switch (event.type()) {
            case SOCKET_CLOSED -> leave(socket, page);
            case SOCKET_ERROR -> socket.close();
            case REGISTER -> {
                return registered(page, address(event));
            }
            case UNREGISTER -> page.addresses.remove(address(event));
            // What is published reaches the same service as what is sent, but without the mark of its sender.
            case PUBLISH -> {
                return false;
            }
            default -> {
                return event.type() == BridgeEventType.RECEIVE
                        ? passes(socket, page, event.getRawMessage())
                        : event.type() != BridgeEventType.SEND || sent(page, event.getRawMessage());
            }
        }
        return true;
    }

    private boolean welcome(SockJSSocket socket) {
        if (full()) {
            return false;
        }
        var page = new Page(Long.toString(++count), Callers.of(socket.routingContext()));
        pages.put(socket, page);
        byId.put(page.id, page);
        callers.watch(socket.routingContext(), Need.READ, new Lasting.Call() {
            @Override
            public boolean over() {
                return !pages.containsKey(socket);
            }

            @Override
            public void end() {
                socket.close();
            }
        });
        return true;
    }

    private void leave(SockJSSocket socket, Page page) {
        pages.remove(socket);
        byId.remove(page.id);
    }

    private static boolean registered(Page page, String address) {
        boolean may = page.may(Way.REGISTER, address);
        if (may) {
            page.addresses.add(address);
        }
        return may;
    }

    private static String address(BridgeEvent event) {
        return event.getRawMessage().getString("address");
    }

    private static boolean sent(Page page, JsonObject message) {
        return page.may(Way.SEND, message.getString("address")) && stamped(page, message);
    }

    /** Writes on a message from which page it is; refuses what the bridge itself would stumble over. */
    private static boolean stamped(Page page, JsonObject message) {
        Object headers = message.getValue("headers");
        if (headers != null && !(headers instanceof JsonObject)) {
            return false;
        }
        if (message.getValue("body") instanceof JsonObject body) {
            body.put(PAGE, page.id);
        }
        return true;
    }

    private boolean passes(SockJSSocket socket, Page page, JsonObject message) {
        if (!(message.getValue("body") instanceof Frame frame)) {
            return true;
        }
        if (!frame.machine().isEmpty() && !page.wants(frame)) {
            return false;
        }
        boolean slow = behind(socket);
        (slow ? dropped : sent).increment();
        return !slow;
    }

    /** Whether the page has not yet taken what was written before. */
    private static boolean behind(SockJSSocket socket) {
        try {
            return socket.writeQueueFull();
        } catch (IllegalStateException closing) {
            return true;
        }
    }
}
