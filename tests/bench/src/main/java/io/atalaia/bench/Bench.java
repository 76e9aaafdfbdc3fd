/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where every bench begins: the first argument names it, the others are its own. */
public final class Bench {
    private static final Map<String, Measured> BENCHES = new TreeMap<>(Map.ofEntries(
            named("start", StartBench::main),
            named("ingest", IngestBench::main),
            named("backlog", BacklogBench::main),
            named("agent", AgentBench::main),
            named("disk", DiskBench::main),
            named("query", QueryBench::main),
            named("codec", CodecBench::main),
            named("dns", DnsBench::main),
            named("faults", FaultsBench::main),
            named("health", HealthBench::main),
            named("chaos", ChaosBench::main)));

    /** In the order of their length. */
    private static final List<String> ALL =
            List.of("codec", "dns", "health", "start", "agent", "disk", "query", "backlog", "ingest");

    private Bench() {}

    private static Map.Entry<String, Measured> named(String name, Measured bench) {
        return Map.entry(name, bench);
    }

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
