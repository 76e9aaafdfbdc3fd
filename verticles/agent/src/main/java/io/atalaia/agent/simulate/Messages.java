/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate;

import io.atalaia.agent.simulate.engine.PretendMachine;
import io.atalaia.contracts.proto.SampleBatchMessage;
import io.atalaia.contracts.proto.SampleMessage;
import io.atalaia.contracts.proto.SchemaMessage;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.Greeting;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.wire.BlockForm;
import io.atalaia.contracts.wire.FactsForm;
import io.atalaia.contracts.wire.SchemaForm;

/** What a pretend agent says; still without numbers. */
final class Messages {
    private final SchemaMessage schema;

    /** @param schema of every machine */
    Messages(Schema schema) {
        this.schema = SchemaForm.message(schema);
    }

    AgentMessage.Builder greeting(PretendMachine machine) {
        return AgentMessage.newBuilder().setGreeting(words(machine));
    }

    AgentMessage.Builder introduction(PretendMachine machine) {
        return AgentMessage.newBuilder().setIntroduction(words(machine));
    }

    private Greeting.Builder words(PretendMachine machine) {
        return Greeting.newBuilder()
                .setFacts(FactsForm.message(machine.facts()))
                .setSchema(schema);
    }

    static AgentMessage.Builder block(Block block) {
        return AgentMessage.newBuilder().setBlock(BlockForm.message(block));
    }

    /** @param row at least as long as there are series */
    static AgentMessage.Builder live(PretendMachine machine, long time, double[] row) {
        var sample = SampleMessage.newBuilder()
                .setMachine(machine.facts().id())
                .setBoot(machine.facts().boot())
                .setTime(time)
                .setSchema(machine.schema().hash());
        for (int i = 0; i < machine.schema().series().size(); i++) {
            sample.addValues(row[i]);
        }
        return AgentMessage.newBuilder().setLive(SampleBatchMessage.newBuilder().addSamples(sample));
    }
}
