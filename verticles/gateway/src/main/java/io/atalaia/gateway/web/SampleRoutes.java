/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.atalaia.gateway.engine.Refusal;
import io.atalaia.gateway.guest.GuestJson;
import io.atalaia.gateway.service.GuestService;
import io.atalaia.gateway.view.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** Takes samples of programs over HTTP, as many as a body holds. */
final class SampleRoutes {
    private static final int MOST_SAMPLES = 1_000;
    private static final int MOST_ERRORS = 20;

    private final GuestService guests;

    SampleRoutes(GuestService guests) {
        this.guests = guests;
    }

    void addTo(Routes routes) {
        routes.post("/api/v1/samples", this::take);
    }

    private record Taken(int ok) {}

    /** @param at the place of the sample in the body, counted from 0 */
    private record Wrong(int at, String error) {}

    /** Problem details with two members more: how many samples were stored, and what is wrong with the first others. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Partly(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            String requestId,
            int ok,
            List<Wrong> errors) {}

    private void take(RoutingContext context) {
        Parameters.none(context);
        Buffer body = context.body().buffer();
        String address = context.request().remoteAddress().hostAddress();
        List<GuestJson.Item> items;
        try {
            items = GuestJson.all(body == null ? new byte[0] : body.getBytes(), address, MOST_SAMPLES);
        } catch (Refusal refusal) {
            throw new Problem(refusal.code(), refusal.getMessage());
        }
        if (items.isEmpty()) {
            throw new Problem(Refusal.BAD, "the body: must hold at least one sample");
        }
        List<Future<Void>> saved = items.stream()
                .map(item -> item.refusal() == null
                        ? guests.save(item.line(), address)
                        : Future.<Void>failedFuture(item.refusal()))
                .toList();
        Future.join(saved).onComplete(all -> answer(context, saved));
    }

    private static void answer(RoutingContext context, List<Future<Void>> saved) {
        int ok = 0;
        int status = 0;
        List<Wrong> errors = new ArrayList<>();
        for (int i = 0; i < saved.size(); i++) {
            Throwable cause = saved.get(i).cause();
            if (cause == null) {
                ok++;
            } else {
                status = Math.max(status, cause instanceof Refusal refusal ? refusal.code() : 500);
                if (errors.size() < MOST_ERRORS) {
                    errors.add(new Wrong(i, cause.getMessage()));
                }
            }
        }
        if (errors.isEmpty()) {
            Replies.json(context, (Object) new Taken(ok));
        } else {
            refuse(context, status, ok, saved.size(), errors);
        }
    }

    private static void refuse(RoutingContext context, int status, int ok, int all, List<Wrong> errors) {
        String detail = all == 1
                ? errors.get(0).error()
                : ok + " of " + all + " samples were stored; " + errors.get(0).error();
        context.response().setStatusCode(status).putHeader("Cache-Control", "no-store");
        if (status != Refusal.BAD) {
            context.response().putHeader("Retry-After", "1");
        }
        var problem = new Partly(
                "about:blank",
                Problems.title(status),
                status,
                detail,
                context.request().path(),
                RequestId.of(context),
                ok,
                errors);
        Replies.send(context, Problems.CONTENT_TYPE, Json.text(problem));
    }
}
