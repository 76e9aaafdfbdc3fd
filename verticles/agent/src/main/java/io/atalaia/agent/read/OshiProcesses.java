/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.ProcessLook;
import io.atalaia.agent.engine.ProcessRanking;
import io.atalaia.agent.engine.ProcessState;
import io.atalaia.contracts.series.ProcessRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Processes. Not thread-safe. */
final class OshiProcesses implements ProcessLook {
    private static final double MILLIS = 1000;

    private final OperatingSystem os;
    private final ProcessRanking ranking;
    private Map<Integer, ProcessState> known = new HashMap<>();

    OshiProcesses(OperatingSystem os, int top) {
        this.os = os;
        ranking = new ProcessRanking(top);
    }

    @Override
    public List<ProcessRow> busiest() {
        Map<Integer, OSProcess> processes = new HashMap<>();
        Map<Integer, ProcessState> now = new HashMap<>();
        for (OSProcess process : os.getProcesses()) {
            processes.put(process.getProcessID(), process);
            now.put(process.getProcessID(), state(process));
        }
        known = now;
        return ranking.busiest(now.values()).stream()
                .map(state -> row(state, processes.get(state.pid())))
                .toList();
    }

    private ProcessState state(OSProcess process) {
        var before = known.get(process.getProcessID());
        var state = before != null && before.start() == process.getStartTime()
                ? before
                : new ProcessState(process.getProcessID(), process.getStartTime(), process.getName());
        state.used((process.getUserTime() + process.getKernelTime()) / MILLIS, process.getResidentMemory());
        state.moved(process.getBytesRead(), process.getBytesWritten());
        return state;
    }

    private static ProcessRow row(ProcessState state, OSProcess process) {
        return new ProcessRow(
                state.pid(),
                state.start(),
                state.command(),
                process.getUser(),
                state.cpuSeconds(),
                state.residentBytes(),
                state.readBytes(),
                state.writtenBytes());
    }
}
