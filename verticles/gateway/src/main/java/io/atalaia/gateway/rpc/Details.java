/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Base64;

/**
 * What is wrong with a call in the form that gRPC's libraries read: {@code google.rpc.Status} with a {@code google.rpc.BadRequest}
 * in it (google/rpc/status.proto and error_details.proto), put together by the numbers of their fields.
 */
final class Details {
    /** Among the trailers; base64 without padding, as every name that ends with -bin. */
    static final String NAME = "grpc-status-details-bin";

    private static final String BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest";

    private Details() {}

    /** @param sentence what the call says of its status */
    static String of(GrpcStatus status, String sentence, Violation violation) {
        ByteString wrong = message(1, violation.field(), 2, violation.rule());
        ByteString bad = UnknownFieldSet.newBuilder()
                .addField(1, delimited(wrong))
                .build()
                .toByteString();
        ByteString any = UnknownFieldSet.newBuilder()
                .addField(1, delimited(ByteString.copyFromUtf8(BAD_REQUEST)))
                .addField(2, delimited(bad))
                .build()
                .toByteString();
        ByteString whole = UnknownFieldSet.newBuilder()
                .addField(1, Field.newBuilder().addVarint(status.code).build())
                .addField(2, delimited(ByteString.copyFromUtf8(sentence)))
                .addField(3, delimited(any))
                .build()
                .toByteString();
        return Base64.getEncoder().withoutPadding().encodeToString(whole.toByteArray());
    }

    private static ByteString message(int one, String text, int other, String more) {
        return UnknownFieldSet.newBuilder()
                .addField(one, delimited(ByteString.copyFromUtf8(text)))
                .addField(other, delimited(ByteString.copyFromUtf8(more)))
                .build()
                .toByteString();
    }

    private static Field delimited(ByteString bytes) {
        return Field.newBuilder().addLengthDelimited(bytes).build();
    }
}
