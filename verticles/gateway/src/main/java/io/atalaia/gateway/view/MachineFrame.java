/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.atalaia.contracts.machine.Headline;
import io.atalaia.gateway.engine.Detail;
import io.atalaia.gateway.engine.Processes;
import java.util.List;

/**
 * Everything that is live of one machine.
 *
 * @param detail null for a machine of another gateway, of which only the headline is known here
 * @param processes null in frames where they are not new
 */
public record MachineFrame(
        String machine,
        long t,
        int st,
        long since,
        List<ReasonView> reasons,
        @JsonUnwrapped Detail detail,
        @JsonInclude(JsonInclude.Include.NON_NULL) Processes processes) {

    public static MachineFrame of(Headline headline, Detail detail, Processes processes) {
        return new MachineFrame(
                headline.machine(),
                headline.time(),
                headline.state().ordinal(),
                headline.since(),
                ReasonView.of(headline),
                detail,
                processes);
    }
}
