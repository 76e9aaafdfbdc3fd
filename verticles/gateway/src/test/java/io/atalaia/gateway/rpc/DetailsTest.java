/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DetailsTest {
    @Test
    void theFieldAndItsRuleAreToldInTheFormThatLibrariesRead() throws InvalidProtocolBufferException {
        String told =
                Details.of(GrpcStatus.INVALID_ARGUMENT, "points must be less", new Violation("points", "must be less"));
        assertThat(told).doesNotContain("=");
        var status = UnknownFieldSet.parseFrom(Base64.getDecoder().decode(told));
        assertThat(status.getField(1).getVarintList()).containsExactly(3L);
        assertThat(status.getField(2).getLengthDelimitedList().get(0).toStringUtf8())
                .isEqualTo("points must be less");
        Any detail = Any.parseFrom(status.getField(3).getLengthDelimitedList().get(0));
        assertThat(detail.getTypeUrl()).isEqualTo("type.googleapis.com/google.rpc.BadRequest");
        var violation = UnknownFieldSet.parseFrom(UnknownFieldSet.parseFrom(detail.getValue())
                .getField(1)
                .getLengthDelimitedList()
                .get(0));
        assertThat(violation.getField(1).getLengthDelimitedList().get(0).toStringUtf8())
                .isEqualTo("points");
        assertThat(violation.getField(2).getLengthDelimitedList().get(0).toStringUtf8())
                .isEqualTo("must be less");
    }
}
