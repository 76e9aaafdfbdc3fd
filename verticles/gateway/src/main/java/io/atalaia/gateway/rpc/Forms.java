/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.proto.query.Gap;
import io.atalaia.contracts.proto.query.GetHistoryResponse;
import io.atalaia.contracts.proto.query.Kind;
import io.atalaia.contracts.proto.query.Machine;
import io.atalaia.contracts.proto.query.Points;
import io.atalaia.contracts.proto.query.Reason;
import io.atalaia.contracts.proto.query.Series;
import io.atalaia.contracts.proto.query.State;
import io.atalaia.contracts.series.Unit;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.gateway.service.Member;
import io.atalaia.gateway.service.QueryService.Result;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/** Our records as messages. */
final class Forms {
    private Forms() {}

    static State state(io.atalaia.contracts.machine.State state) {
        return switch (state) {
            case NORMAL -> State.STATE_NORMAL;
            case ALERT -> State.STATE_ALERT;
            case CRITICAL -> State.STATE_CRITICAL;
            case OFFLINE -> State.STATE_OFFLINE;
        };
    }

    /** @param wanted a state that is not known here matches nothing */
    static boolean matches(State wanted, io.atalaia.contracts.machine.State state) {
        return wanted == State.STATE_UNSPECIFIED || wanted == state(state);
    }

    static Machine machine(Member member) {
        MachineFacts facts = member.facts();
        Headline headline = member.headline();
        boolean offline = headline.state() == io.atalaia.contracts.machine.State.OFFLINE;
        return Machine.newBuilder()
                .setId(facts.id())
                .setName(facts.name())
                .addAllAddresses(facts.addresses())
                .setOs(facts.os())
                .setKernel(facts.kernel())
                .setArchitecture(facts.architecture())
                .setCpuModel(facts.cpuModel())
                .setCores(facts.cores())
                .setMemoryBytes(facts.memoryBytes())
                .putAllLabels(facts.labels())
                .setEveryMillis(facts.everyMillis())
                .setAgentVersion(facts.agentVersion())
                .setKind(facts.kind())
                .setState(state(headline.state()))
                .setSince(headline.since())
                .setLastSample(headline.time())
                .setHeadline(figures(headline))
                .addAllReasons(
                        offline
                                ? List.of()
                                : headline.reasons().stream().map(Forms::reason).toList())
                .build();
    }

    private static io.atalaia.contracts.proto.query.Headline figures(Headline headline) {
        var figures = io.atalaia.contracts.proto.query.Headline.newBuilder();
        known(headline.cpu(), figures::setCpuPercent);
        known(headline.memory(), figures::setMemoryPercent);
        known(headline.swap(), figures::setSwapPercent);
        known(headline.disk(), figures::setDiskPercent);
        known(headline.receive(), figures::setReceiveBytes);
        known(headline.transmit(), figures::setTransmitBytes);
        known(headline.diskRead(), figures::setDiskReadBytes);
        known(headline.diskWrite(), figures::setDiskWrittenBytes);
        known(headline.temperature(), figures::setTemperatureCelsius);
        known(headline.load1(), figures::setLoad1);
        known(headline.uptime(), figures::setUptimeSeconds);
        return figures.build();
    }

    private static void known(Double figure, DoubleConsumer field) {
        if (figure != null) {
            field.accept(figure);
        }
    }

    private static Reason reason(io.atalaia.contracts.machine.Reason reason) {
        return Reason.newBuilder()
                .setMetric(reason.metric())
                .setLevel(state(reason.level()))
                .setValue(reason.value())
                .setThreshold(reason.threshold())
                .setSince(reason.since())
                .setDevice(reason.device() == null ? "" : reason.device())
                .build();
    }

    static Series series(String machine, io.atalaia.contracts.series.Series series) {
        return Series.newBuilder()
                .setMachine(machine)
                .setMetric(series.name())
                .putAllLabels(series.labels())
                .setKind(
                        switch (series.kind()) {
                            case GAUGE -> Kind.KIND_GAUGE;
                            case COUNTER -> Kind.KIND_COUNTER;
                        })
                .setUnit(Unit.of(series.name()).symbol())
                .build();
    }

    static GetHistoryResponse history(String machine, Result result) {
        StorageApi.Answer answer = result.answer();
        return GetHistoryResponse.newBuilder()
                .setTier(answer.tier())
                .setStepMillis(answer.stepMillis())
                .addAllSeries(answer.series().stream()
                        .map(one -> points(machine, one))
                        .toList())
                .addAllGaps(answer.gaps().stream()
                        .map(gap -> Gap.newBuilder()
                                .setFrom(gap.from())
                                .setTo(gap.to())
                                .setReason(gap.reason())
                                .build())
                        .toList())
                .setComplete(result.complete())
                .setNote(result.note() == null ? "" : result.note())
                .build();
    }

    private static Points points(String machine, StorageApi.Points points) {
        return Points.newBuilder()
                .setSeries(series(machine, points.series()))
                .addAllTimes(Arrays.stream(points.t()).boxed().toList())
                .addAllMinimums(boxed(points.min()))
                .addAllAverages(boxed(points.avg()))
                .addAllMaximums(boxed(points.max()))
                .addAllLasts(boxed(points.last()))
                .build();
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
