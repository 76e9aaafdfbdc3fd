/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.view;

import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.gateway.service.Member;
import java.util.List;
import java.util.Map;

/** A machine as programs get it. */
public record MachineView(
        String id,
        String name,
        String kind,
        String view,
        List<String> ips,
        String os,
        String kernel,
        String arch,
        String cpuModel,
        int cores,
        long memory,
        Map<String, String> labels,
        String agentVersion,
        long bootTime,
        long every,
        int state,
        long since,
        Long firstSeen,
        long lastSample,
        List<ReasonView> reasons,
        Long clockOffset,
        boolean conflict,
        int quarantined,
        Figures headline,
        OperatorView operator) {

    /** Percent, bytes a second, degrees Celsius and seconds; null is what the machine does not have. */
    public record Figures(
            Double cpu,
            Double ram,
            Double swap,
            Double disk,
            Double rx,
            Double tx,
            Double diskRead,
            Double diskWrite,
            Double temp,
            Double load1,
            Double uptime) {}

    /** @param firstSeen when its history begins, in epoch milliseconds; null when that is not known */
    public static MachineView of(Member member, Long firstSeen, Doubts doubts, OperatorView operator) {
        MachineFacts facts = member.facts();
        Headline headline = member.headline();
        return new MachineView(
                facts.id(),
                facts.name(),
                facts.kind(),
                facts.view(),
                facts.addresses(),
                facts.os(),
                facts.kernel(),
                facts.architecture(),
                facts.cpuModel(),
                facts.cores(),
                facts.memoryBytes(),
                facts.labels(),
                facts.agentVersion(),
                facts.bootTime(),
                facts.everyMillis(),
                headline.state().ordinal(),
                headline.since(),
                firstSeen,
                headline.time(),
                ReasonView.of(headline),
                doubts.clockOffset(),
                doubts.conflict(),
                doubts.quarantined(),
                figures(headline),
                operator);
    }

    private static Figures figures(Headline headline) {
        return new Figures(
                headline.cpu(),
                headline.memory(),
                headline.swap(),
                headline.disk(),
                headline.receive(),
                headline.transmit(),
                headline.diskRead(),
                headline.diskWrite(),
                headline.temperature(),
                headline.load1(),
                headline.uptime());
    }
}
