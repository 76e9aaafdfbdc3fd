/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.view;

import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.gateway.service.Member;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Who the columns of a {@link FleetFrame} of the same version are. */
public record FleetView(
        String v,
        long t,
        Product product,
        String gateway,
        boolean insecure,
        boolean history,
        Map<String, Thresholds> thresholds,
        List<String> id,
        List<String> name,
        List<String> kind,
        List<String> ip,
        List<String> os,
        List<Integer> cores,
        List<Long> memory,
        List<Long> every,
        List<Map<String, String>> labels) {

    public record Product(String name, String version) {}

    /** What does not change while the gateway runs. */
    public record Setting(Product product, String gateway, boolean insecure, Map<String, Thresholds> thresholds) {}

    public static FleetView of(String version, List<Member> members, long now, boolean history, Setting setting) {
        return new FleetView(
                version,
                now,
                setting.product(),
                setting.gateway(),
                setting.insecure(),
                history,
                setting.thresholds(),
                column(members, MachineFacts::id),
                column(members, MachineFacts::name),
                column(members, MachineFacts::kind),
                column(
                        members,
                        facts -> facts.addresses().isEmpty()
                                ? ""
                                : facts.addresses().get(0)),
                column(members, MachineFacts::os),
                column(members, MachineFacts::cores),
                column(members, MachineFacts::memoryBytes),
                column(members, MachineFacts::everyMillis),
                column(members, MachineFacts::labels));
    }

    private static <T> List<T> column(List<Member> members, Function<MachineFacts, T> fact) {
        return members.stream().map(Member::facts).map(fact).toList();
    }
}
