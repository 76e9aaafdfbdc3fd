/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import io.atalaia.gateway.access.Callers;
import io.atalaia.gateway.service.MachineDesk;
import io.atalaia.gateway.service.Member;
import io.atalaia.platform.access.AccessToken;
import io.atalaia.platform.access.MachineNote;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** What operators do to machines. */
final class MachineActs {
    private static final String ONE = "/api/v1/machines/:id";
    private static final Pattern ETAG = Pattern.compile("\"(\\d{1,18})\"");

    private final MachineDesk desk;
    private final BiConsumer<RoutingContext, Member> show;

    /** @param show answers a machine */
    MachineActs(MachineDesk desk, BiConsumer<RoutingContext, Member> show) {
        this.desk = desk;
        this.show = show;
    }

    void addTo(Routes routes, Handler<RoutingContext> read) {
        routes.methods(
                ONE,
                Map.of(
                        HttpMethod.GET, read,
                        HttpMethod.PATCH, this::change,
                        HttpMethod.DELETE, this::remove));
        routes.post(ONE + "/merge", this::merge);
        routes.methods(ONE + "/token", Map.of(HttpMethod.DELETE, this::revoke));
        routes.get("/api/v1/machine-tokens", this::tokens);
    }

    /** Names the version of what operators say of a machine, not of its figures. */
    static String etag(MachineNote note) {
        return "\"" + note.version() + "\"";
    }

    private void change(RoutingContext context) {
        Parameters.none(context);
        var members = Members.of(context.body().buffer(), Set.of("name", "labels"));
        var change = new MachineDesk.Change(members.text("name"), members.pairs("labels"), expected(context));
        RestGate.tell(context, told(change));
        desk.change(context.pathParam("id"), change, by(context))
                .onComplete(member -> show.accept(context, member), context::fail);
    }

    private static String told(MachineDesk.Change change) {
        return (change.name() == null ? "" : "name=" + change.name() + " ")
                + (change.labels() == null ? "" : "labels=" + change.labels());
    }

    private static OptionalLong expected(RoutingContext context) {
        String tag = context.request().getHeader(HttpHeaders.IF_MATCH);
        if (tag == null || tag.equals("*")) {
            return OptionalLong.empty();
        }
        var one = ETAG.matcher(tag);
        if (!one.matches()) {
            throw Problem.bad("If-Match", "header 'If-Match' must be the ETag of the machine, or *");
        }
        return OptionalLong.of(Long.parseLong(one.group(1)));
    }

    private static String by(RoutingContext context) {
        return Callers.of(context).name();
    }

    private void remove(RoutingContext context) {
        Parameters.none(context);
        desk.remove(context.pathParam("id"), by(context)).onComplete(done -> Replies.nothing(context), context::fail);
    }

    private void merge(RoutingContext context) {
        Parameters.none(context);
        String into = Members.of(context.body().buffer(), Set.of("into")).text("into");
        if (into == null) {
            throw Problem.bad("into", "member 'into' is required: the id under which the machine goes on");
        }
        RestGate.tell(context, "into=" + into);
        desk.merge(context.pathParam("id"), into, by(context))
                .onComplete(member -> show.accept(context, member), context::fail);
    }

    private void revoke(RoutingContext context) {
        Parameters.none(context);
        desk.revoke(context.pathParam("id")).onComplete(done -> Replies.nothing(context), context::fail);
    }

    /**
     * @param enrolmentId of the enrolment that it was exchanged for; null when an older release did that
     * @param used when it was used last, to the minute, in epoch milliseconds; null when it never was
     */
    private record TokenView(String machine, String enrolmentId, long created, String createdBy, Long used) {
        static TokenView of(AccessToken token) {
            return new TokenView(
                    token.machine(),
                    token.enrolment().isEmpty() ? null : token.enrolment(),
                    token.created(),
                    token.createdBy(),
                    token.used() == 0 ? null : token.used());
        }
    }

    private void tokens(RoutingContext context) {
        Parameters.none(context);
        Replies.json(
                context,
                desk.tokens()
                        .map(all -> Page.whole(all.stream().map(TokenView::of).toList())));
    }
}
