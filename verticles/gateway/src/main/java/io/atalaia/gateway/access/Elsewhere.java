/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** Lets other event loops ask the one that judges. */
final class Elsewhere implements Admission {
    private final Vertx vertx;
    private final Context judging;
    private final Verdicts verdicts;
    private final Lasting lasting;

    /** @param judging the event loop of the verdicts */
    Elsewhere(Vertx vertx, Context judging, Verdicts verdicts, Lasting lasting) {
        this.vertx = vertx;
        this.judging = judging;
        this.verdicts = verdicts;
        this.lasting = lasting;
    }

    /** The answer comes on the event loop that asks. */
    @Override
    public Future<Caller> of(HttpServerRequest request) {
        var presented = Presented.by(request);
        if (presented.secret() == null) {
            // Who shows nothing is nobody's business but the configuration's, which does not change.
            return verdicts.of(presented);
        }
        Context asking = vertx.getOrCreateContext();
        var answer = Promise.<Caller>promise();
        judging.runOnContext(asked ->
                verdicts.of(presented).onComplete(judged -> asking.runOnContext(told -> answer.handle(judged))));
        return answer.future();
    }

    @Override
    public void watch(HttpServerRequest request, Lasting.Call call) {
        var presented = Presented.by(request);
        Context asking = vertx.getOrCreateContext();
        judging.runOnContext(begun -> lasting.hold(presented, Need.READ, new Lasting.Call() {
            @Override
            public boolean over() {
                return call.over();
            }

            @Override
            public void end() {
                asking.runOnContext(there -> call.end());
            }
        }));
    }
}
