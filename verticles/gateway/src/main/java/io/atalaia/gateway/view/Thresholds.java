/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.atalaia.gateway.engine.Rule;
import io.atalaia.gateway.engine.Rules;
import java.util.LinkedHashMap;
import java.util.Map;

/** When a figure enters and leaves its levels: thresholds in percent, times in milliseconds. */
public record Thresholds(Hysteresis alert, Hysteresis critical, @JsonProperty("for") long forMillis, long recoverFor) {

    public record Hysteresis(double enter, double exit) {}

    public static Map<String, Thresholds> of(Rules rules) {
        var all = new LinkedHashMap<String, Thresholds>();
        all.put("cpu", of(rules.cpu()));
        all.put("memory", of(rules.memory()));
        all.put("disk", of(rules.disk()));
        return all;
    }

    private static Thresholds of(Rule rule) {
        return new Thresholds(
                new Hysteresis(rule.alertEnter(), rule.alertExit()),
                new Hysteresis(rule.criticalEnter(), rule.criticalExit()),
                rule.forMillis(),
                rule.recoverMillis());
    }
}
