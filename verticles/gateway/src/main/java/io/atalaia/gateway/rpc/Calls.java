/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.platform.bus.Fault;
import io.vertx.core.Future;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.server.GrpcServerRequest;
import java.util.function.Function;

/** Calls of one question and one answer. */
final class Calls {
    private Calls() {}

    static <Q, A> void answer(
            GrpcServerRequest<Q, A> call, ServiceMethod<Q, A> method, Function<Q, Future<A>> service) {
        call.last()
                .compose(question -> question == null
                        ? Future.failedFuture(new Fault(Fault.BAD_REQUEST, "the call ended without a message"))
                        : service.apply(question))
                .onComplete(
                        answer -> call.response().end(answer).onFailure(gone -> {}),
                        cause -> Statuses.fail(call.response(), method.fullMethodName(), cause));
    }
}
