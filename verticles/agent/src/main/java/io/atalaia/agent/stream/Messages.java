/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.stream;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.proto.SampleBatchMessage;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.Greeting;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.wire.BlockForm;
import io.atalaia.contracts.wire.EventForm;
import io.atalaia.contracts.wire.FactsForm;
import io.atalaia.contracts.wire.SampleForm;
import io.atalaia.contracts.wire.SchemaForm;

/** What an agent says on its stream; still without numbers. */
final class Messages {
    private Messages() {}

    static AgentMessage.Builder greeting(MachineFacts facts, Schema schema) {
        return AgentMessage.newBuilder().setGreeting(greetingOf(facts, schema));
    }

    static AgentMessage.Builder introduction(MachineFacts facts, Schema schema) {
        return AgentMessage.newBuilder().setIntroduction(greetingOf(facts, schema));
    }

    private static Greeting greetingOf(MachineFacts facts, Schema schema) {
        return Greeting.newBuilder()
                .setFacts(FactsForm.message(facts))
                .setSchema(SchemaForm.message(schema))
                .build();
    }

    static AgentMessage.Builder block(Block block) {
        return AgentMessage.newBuilder().setBlock(BlockForm.message(block));
    }

    static AgentMessage.Builder event(Event event) {
        return AgentMessage.newBuilder().setEvent(EventForm.message(event));
    }

    static AgentMessage.Builder live(Samples samples) {
        var batch = SampleBatchMessage.newBuilder();
        samples.samples().forEach(sample -> batch.addSamples(SampleForm.message(sample)));
        return AgentMessage.newBuilder().setLive(batch);
    }
}
