/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.view;

import io.atalaia.contracts.machine.Headline;
import io.atalaia.gateway.service.Member;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The live figures of all machines, column by column in the order of the fleet of the same version. Percent are cut, never
 * rounded up, to two decimals: a figure below a threshold stays below it; rates are whole bytes.
 *
 * @param v the version of the fleet whose order this is
 * @param t the second to which the frame belongs, in epoch milliseconds
 * @param st the ordinals of the states
 * @param lvl the levels of CPU, memory and disk, two bits each
 * @param last when each machine was last sampled, in epoch milliseconds
 */
public record FleetFrame(
        String v,
        long t,
        double[] cpu,
        double[] ram,
        double[] disk,
        double[] rx,
        double[] tx,
        double[] temp,
        int[] st,
        int[] lvl,
        long[] last,
        boolean history) {
    /** What is lost when a decimal fraction is kept in binary. */
    private static final double BINARY = 1e-9;

    public static FleetFrame of(String version, List<Member> members, long second, boolean history) {
        List<Headline> all = members.stream().map(Member::headline).toList();
        return new FleetFrame(
                version,
                second,
                column(all, Headline::cpu, FleetFrame::cut),
                column(all, Headline::memory, FleetFrame::cut),
                column(all, Headline::disk, FleetFrame::cut),
                column(all, Headline::receive, Math::rint),
                column(all, Headline::transmit, Math::rint),
                column(all, Headline::temperature, FleetFrame::cut),
                all.stream().mapToInt(headline -> headline.state().ordinal()).toArray(),
                all.stream().mapToInt(ReasonView::levels).toArray(),
                all.stream().mapToLong(Headline::time).toArray(),
                history);
    }

    private static double[] column(
            List<Headline> all, Function<Headline, Double> figure, ToDoubleFunction<Double> shorten) {
        return all.stream()
                .map(figure)
                .mapToDouble(value -> value == null ? Double.NaN : shorten.applyAsDouble(value))
                .toArray();
    }

    private static double cut(double value) {
        return Math.floor(value * 100 + BINARY) / 100;
    }
}
