/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.view;

import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.Reason;
import io.atalaia.contracts.machine.State;
import java.util.List;

/** Why a machine is not normal, as dashboards get it. */
public record ReasonView(String metric, int level, double value, double threshold, long since, String device) {

    static ReasonView of(Reason reason) {
        return new ReasonView(
                reason.metric(),
                reason.level().ordinal(),
                reason.value(),
                reason.threshold(),
                reason.since(),
                reason.device());
    }

    /** Of a machine that is offline nothing can be said: its reasons rest. */
    static List<ReasonView> of(Headline headline) {
        return headline.state() == State.OFFLINE
                ? List.of()
                : headline.reasons().stream().map(ReasonView::of).toList();
    }

    /** The levels of CPU, memory and the worst volume, two bits each. */
    static int levels(Headline headline) {
        int[] worst = new int[3];
        for (ReasonView reason : of(headline)) {
            int place = List.of("cpu", "memory", "disk").indexOf(reason.metric());
            worst[place] = Math.max(worst[place], reason.level());
        }
        return worst[0] | worst[1] << 2 | worst[2] << 4;
    }
}
