/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.atalaia.contracts.proto.SampleBatchMessage;
import io.atalaia.contracts.proto.SchemaMessage;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.Greeting;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.wire.SchemaForm;
import io.atalaia.gateway.House;
import io.atalaia.gateway.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownSchemasTest {
    private final KnownSchemas schemas = new KnownSchemas();

    private static Schema wide(int series, String prefix) {
        return Schema.of(IntStream.range(0, series)
                .mapToObj(number -> Series.gauge(prefix + "_" + number))
                .toList());
    }

    private static AgentMessage.Builder greeting(String machine, SchemaMessage schema) {
        var greeting =
                Agent.greeting(House.facts(machine, machine), Script.SCHEMA).setSchema(schema);
        return AgentMessage.newBuilder().setNumber(300).setGreeting(greeting);
    }

    private static byte[] bytes(String machine, Schema schema) {
        return greeting(machine, SchemaForm.message(schema)).build().toByteArray();
    }

    @Test
    void aFleetWithOneSchemaIsParsedOnceAndEachMessageKeepsAllElse() throws Exception {
        for (String machine : List.of("m-1", "m-2", "m-3")) {
            var told = schemas.read(bytes(machine, Script.SCHEMA));
            assertThat(told.schema()).isEqualTo(Script.SCHEMA);
            var expected = greeting(machine, SchemaForm.message(Script.SCHEMA));
            expected.getGreetingBuilder().clearSchema();
            assertThat(told.message()).isEqualTo(expected.build());
        }
        var introduction = AgentMessage.newBuilder()
                .setIntroduction(Agent.greeting(House.facts("m-1", "m-1"), Script.SCHEMA))
                .build();
        assertThat(schemas.read(introduction.toByteArray()).message().hasIntroduction())
                .isTrue();
        assertThat(schemas.parsed()).isEqualTo(1);
    }

    @Test
    void aHashThatAnotherSchemaHasIsNotBelieved() throws Exception {
        assertThat(schemas.read(bytes("m-1", Script.SCHEMA)).schema()).isEqualTo(Script.SCHEMA);
        var lie = SchemaForm.message(wide(3, "other")).toBuilder().setHash(Script.SCHEMA.hash());
        byte[] lying = greeting("m-2", lie.build()).build().toByteArray();
        for (int time = 0; time < 2; time++) {
            var told = schemas.read(lying);
            assertThat(told.schema()).isNull();
            assertThat(told.message()).isEqualTo(AgentMessage.parseFrom(lying));
        }
        assertThat(schemas.read(bytes("m-3", Script.SCHEMA)).schema()).isEqualTo(Script.SCHEMA);
    }

    @Test
    void whatIsKeptIsBounded() throws Exception {
        for (int kind = 0; kind < 120; kind++) {
            var schema = wide(3_000, "kind_" + kind);
            assertThat(schemas.read(bytes("m", schema)).schema()).isEqualTo(schema);
            assertThat(schemas.bytes()).isPositive().isLessThanOrEqualTo(KnownSchemas.MOST_BYTES);
        }
        assertThat(schemas.parsed()).isEqualTo(120);
        assertThat(schemas.read(bytes("m", wide(3_000, "kind_119"))).schema()).isNotNull();
        assertThat(schemas.parsed()).isEqualTo(120);
        assertThat(schemas.read(bytes("m", wide(3_000, "kind_0"))).schema()).isNotNull();
        assertThat(schemas.parsed()).isEqualTo(121);
    }

    @Test
    void messagesWithoutASchemaOrWithTwoAreReadAsTheyAre() throws Exception {
        var live = AgentMessage.newBuilder()
                .setNumber(7)
                .setLive(SampleBatchMessage.newBuilder())
                .build();
        assertThat(schemas.read(live.toByteArray())).isEqualTo(new KnownSchemas.Told(live, null));
        var bare = AgentMessage.newBuilder().setGreeting(Greeting.newBuilder()).build();
        assertThat(schemas.read(bare.toByteArray())).isEqualTo(new KnownSchemas.Told(bare, null));
        var twice = new ByteArrayOutputStream();
        twice.write(bytes("m-1", Script.SCHEMA));
        twice.write(bytes("m-1", Script.SCHEMA));
        var merged = AgentMessage.parseFrom(twice.toByteArray());
        assertThat(schemas.read(twice.toByteArray())).isEqualTo(new KnownSchemas.Told(merged, null));
        assertThat(schemas.parsed()).isZero();
    }

    /** Whatever comes, it is taken or refused as the parser alone would do it. */
    @Test
    void damagedMessagesAreTakenOrRefusedAsTheParserDoes() throws Exception {
        var random = new SplittableRandom(7);
        byte[] sound = bytes("m-1", wide(20, "some"));
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = sound.clone();
            for (int flip = random.nextInt(1, 4); flip > 0; flip--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            AgentMessage expected = parsed(damaged);
            if (expected == null) {
                assertThatThrownBy(() -> schemas.read(damaged)).isInstanceOf(InvalidProtocolBufferException.class);
            } else {
                assertSame(schemas.read(damaged), expected);
            }
        }
    }

    private static AgentMessage parsed(byte[] bytes) {
        try {
            return AgentMessage.parseFrom(bytes);
        } catch (IOException e) {
            return null;
        }
    }

    private static void assertSame(KnownSchemas.Told told, AgentMessage expected) {
        if (told.schema() == null) {
            assertThat(told.message()).isEqualTo(expected);
            return;
        }
        var greeting = expected.hasGreeting() ? expected.getGreeting() : expected.getIntroduction();
        assertThat(told.schema()).isEqualTo(SchemaForm.schema(greeting.getSchema()));
        var without = expected.toBuilder();
        if (expected.hasGreeting()) {
            without.getGreetingBuilder().clearSchema();
        } else {
            without.getIntroductionBuilder().clearSchema();
        }
        assertThat(told.message()).isEqualTo(without.build());
    }
}
