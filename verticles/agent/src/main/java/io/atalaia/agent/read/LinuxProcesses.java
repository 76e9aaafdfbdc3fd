/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.ProcessLook;
import io.atalaia.agent.engine.ProcessRanking;
import io.atalaia.agent.engine.ProcessState;
import io.atalaia.agent.parse.ByteScanner;
import io.atalaia.agent.parse.KeyedFigures;
import io.atalaia.agent.parse.ProcessStat;
import io.atalaia.contracts.series.ProcessRow;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The processes under /proc. Each look reads two small files of every process; the account is read only for the few that
 * are told. Not thread-safe.
 */
final class LinuxProcesses implements ProcessLook {
    private static final byte[] UID = "Uid".getBytes(StandardCharsets.US_ASCII);

    private final File proc;
    private final Accounts accounts;
    private final ProcessRanking ranking;
    private final long bootMillis;
    private final long pageBytes;
    private final boolean counted;
    private final Scratch scratch = new Scratch();
    private final ProcessStat stat = new ProcessStat();
    private final KeyedFigures io = new KeyedFigures(List.of("read_bytes", "write_bytes"));
    private final ProcessCounts counts = new ProcessCounts();
    private Map<Integer, Seen> known = new HashMap<>();

    LinuxProcesses(Roots roots, ProcessRanking ranking, long bootMillis, long pageBytes, boolean counted) {
        proc = roots.proc().toFile();
        accounts = new Accounts(roots.etc());
        this.ranking = ranking;
        this.bootMillis = bootMillis;
        this.pageBytes = pageBytes;
        this.counted = counted;
    }

    @Override
    public List<ProcessRow> busiest() throws IOException {
        accounts.refresh();
        counts.begin();
        Map<Integer, Seen> now = new HashMap<>();
        for (String name : names()) {
            int pid = pid(name);
            var seen = pid < 0 ? null : look(pid, name);
            if (seen != null) {
                now.put(pid, seen);
            }
        }
        known = now;
        counts.end();
        return rows(now);
    }

    @Override
    public List<Collector> counts() {
        return counted ? List.of(counts) : List.of();
    }

    private List<ProcessRow> rows(Map<Integer, Seen> now) {
        List<ProcessRow> rows = new ArrayList<>();
        var states = now.values().stream().map(seen -> seen.state).toList();
        for (ProcessState one : ranking.busiest(states)) {
            String user = user(one.pid());
            if (user != null) {
                rows.add(new ProcessRow(
                        one.pid(),
                        one.start(),
                        one.command(),
                        user,
                        one.cpuSeconds(),
                        one.residentBytes(),
                        one.readBytes(),
                        one.writtenBytes()));
            }
        }
        return rows;
    }

    private String[] names() throws IOException {
        String[] names = proc.list();
        if (names == null) {
            throw new IOException(proc + " cannot be listed");
        }
        return names;
    }

    private static int pid(String name) {
        int pid = 0;
        for (int i = 0; i < name.length(); i++) {
            char sign = name.charAt(i);
            if (sign < '0' || sign > '9' || i > 8) {
                return -1;
            }
            pid = pid * 10 + sign - '0';
        }
        return pid;
    }

    /** Null when the process has ended meanwhile. */
    private Seen look(int pid, String name) {
        try {
            var before = known.get(pid);
            stat.parse(file(name, "stat"), before == null);
            long start = bootMillis + stat.startMillis();
            if (before != null && before.state.start() != start) {
                before = null;
                stat.parse(file(name, "stat"), true);
            }
            var seen = before == null ? new Seen(new ProcessState(pid, start, stat.command())) : before;
            counts.count(stat.state(), stat.threads());
            seen.state.used(stat.cpuSeconds(), stat.residentPages() * pageBytes);
            if (!stat.isKernelThread() && !seen.diskHidden) {
                disk(seen, name);
            }
            return seen;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Only the owner and root may read it; who may not does not try again. */
    private void disk(Seen seen, String name) {
        try {
            boolean ignored = io.parse(file(name, "io"));
            seen.state.moved(io.figure(0), io.figure(1));
        } catch (IOException e) {
            seen.diskHidden = true;
        }
    }

    private String user(int pid) {
        try {
            var in = file(Integer.toString(pid), "status");
            while (in.hasMore()) {
                if (in.word() && in.wordIs(UID)) {
                    in.skipNumbers(1);
                    return accounts.name((int) in.number());
                }
                in.skipLine();
            }
            return "";
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private ByteScanner file(String pid, String name) throws IOException {
        try (var in = new FileInputStream(new File(proc, pid + "/" + name))) {
            return scratch.read(in);
        }
    }

    private static final class Seen {
        private final ProcessState state;
        private boolean diskHidden;

        Seen(ProcessState state) {
            this.state = state;
        }
    }
}
