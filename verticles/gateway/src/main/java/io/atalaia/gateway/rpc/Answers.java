/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.proto.ingest.GatewayMessage;
import io.atalaia.contracts.proto.ingest.Refused;
import io.atalaia.contracts.proto.ingest.Taken;
import io.atalaia.platform.bus.Fault;

/** The answers that {@code ingest.proto} knows. */
final class Answers {
    static final int BAD = Fault.BAD_REQUEST;
    static final int UNKNOWN = Fault.CONFLICT;
    static final int BUSY = Fault.BUSY;
    static final int UNAVAILABLE = Fault.UNAVAILABLE;
    private static final int RETRY_MILLIS = 1_000;

    private Answers() {}

    static GatewayMessage taken(long number) {
        return GatewayMessage.newBuilder()
                .setNumber(number)
                .setTaken(Taken.getDefaultInstance())
                .build();
    }

    static GatewayMessage refused(long number, Throwable cause) {
        int code = code(cause);
        String reason = cause.getMessage();
        var refused = Refused.newBuilder().setCode(code).setReason(reason == null ? "" : reason);
        if (code == BUSY || code == UNAVAILABLE) {
            long asked = cause instanceof Fault fault ? fault.retryAfterMillis() : 0;
            refused.setRetryAfterMillis((int) Math.max(RETRY_MILLIS, asked));
        }
        return GatewayMessage.newBuilder().setNumber(number).setRefused(refused).build();
    }

    /** What an agent is to do: never try again, introduce itself, or try again later. */
    static int code(Throwable cause) {
        if (!(cause instanceof Fault fault)) {
            return UNAVAILABLE;
        }
        return switch (fault.code()) {
            case Fault.CONFLICT -> UNKNOWN;
            case BUSY -> BUSY;
            default -> fault.code() < Fault.INTERNAL ? BAD : UNAVAILABLE;
        };
    }
}
