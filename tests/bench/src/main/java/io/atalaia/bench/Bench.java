/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where every bench begins: the first argument names it, the others are its own. */
public final class Bench {
    private static final Map<String, Measured> BENCHES = new TreeMap<>(Map.ofEntries(
            Map.entry("start", StartBench::main),
            Map.entry("ingest", IngestBench::main),
            Map.entry("backlog", BacklogBench::main),
            Map.entry("agent", AgentBench::main),
            Map.entry("disk", DiskBench::main),
            Map.entry("query", QueryBench::main),
            Map.entry("codec", CodecBench::main),
            Map.entry("dns", DnsBench::main),
            Map.entry("forward", ForwardBench::main),
            Map.entry("forward-faults", ForwardFaultsBench::main),
            Map.entry("health", HealthBench::main),
            Map.entry("revocation", RevocationBench::main),
            Map.entry("faults", FaultsBench::main),
            Map.entry("chaos", ChaosBench::main)));

    /** In the order of their length. */
    private static final List<String> ALL = List.of(
            "codec",
            "dns",
            "forward",
            "forward-faults",
            "health",
            "revocation",
            "start",
            "agent",
            "disk",
            "query",
            "backlog",
            "ingest");

    private Bench() {}

    private interface Measured {
        void main(String[] arguments) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        String name = arguments.length > 0 ? arguments[0] : "";
        if (name.equals("all")) {
            for (String one : ALL) {
                BENCHES.get(one).main(new String[0]);
            }
        } else if (BENCHES.containsKey(name)) {
            BENCHES.get(name).main(Arrays.copyOfRange(arguments, 1, arguments.length));
        } else {
            System.err.println(
                    "tests/bench/run all, or one of " + BENCHES.keySet() + "; tests/bench/README.md tells more");
            System.exit(2);
        }
    }
}
