/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.wire;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.proto.MachineFactsMessage;

/** A machine's facts in protobuf; {@code sample.proto} documents the fields. */
public final class FactsForm {
    private FactsForm() {}

    public static MachineFactsMessage message(MachineFacts facts) {
        return MachineFactsMessage.newBuilder()
                .setId(facts.id())
                .setName(facts.name())
                .addAllAddresses(facts.addresses())
                .setOs(facts.os())
                .setKernel(facts.kernel())
                .setArchitecture(facts.architecture())
                .setCpuModel(facts.cpuModel())
                .setCores(facts.cores())
                .setMemoryBytes(facts.memoryBytes())
                .setBootTime(facts.bootTime())
                .setAgentVersion(facts.agentVersion())
                .setBoot(facts.boot())
                .setEveryMillis(facts.everyMillis())
                .putAllLabels(facts.labels())
                .setKind(facts.kind())
                .setView(facts.view())
                .build();
    }

    public static MachineFacts facts(MachineFactsMessage message) {
        return new MachineFacts(
                message.getId(),
                message.getName(),
                message.getAddressesList(),
                message.getOs(),
                message.getKernel(),
                message.getArchitecture(),
                message.getCpuModel(),
                message.getCores(),
                message.getMemoryBytes(),
                message.getBootTime(),
                message.getAgentVersion(),
                message.getBoot(),
                message.getEveryMillis(),
                message.getLabelsMap(),
                message.getKind(),
                message.getView());
    }
}
