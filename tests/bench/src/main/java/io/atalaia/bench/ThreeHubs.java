/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench;

import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.ClusterFile;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A cluster of three hubs on the loopback, of which the first has the database. */
final class ThreeHubs implements AutoCloseable {
    static final int COUNT = 3;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final List<AtalaiaProcess> processes = new ArrayList<>();
    private final List<Api> apis = new ArrayList<>();
    private final int databasePort = FreePorts.next();

    ThreeHubs(Ground ground) throws IOException {
        String cluster = ClusterFile.write(ground.directory, COUNT).toString();
        for (int hub = 0; hub < COUNT; hub++) {
            start(ground.folder("hub-" + (hub + 1)), cluster, hub == 0);
        }
    }

    private void start(Path folder, String cluster, boolean first) {
        int port = FreePorts.next();
        apis.add(new Api(port));
        var process = AtalaiaProcess.start(
                folder,
                "run",
                "--cluster",
                "--roles",
                (first ? "database,storage," : "") + "discovery,health-check,gateway",
                "--set",
                "cluster.config=" + cluster,
                "--set",
                "gateway.port=" + port,
                "--set",
                "gateway.ingest.lines.port=-1",
                "--set",
                first ? "database.port=" + databasePort : "storage.mongo.uri=mongodb://127.0.0.1:" + databasePort);
        processes.add(process);
        process.awaitReady(LIMIT);
    }

    Api api(int hub) {
        return apis.get(hub);
    }

    String roles(int hub) {
        return hub == 0 ? ", with the database and storage" : "";
    }

    List<ThreadTimes> threads() {
        return processes.stream().map(process -> ThreadTimes.of(process.pid())).toList();
    }

    /** The sum of a metric over all hubs and labels. */
    double metric(String name) {
        return apis.stream()
                .flatMap(api -> api.call("/metrics").body().lines())
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        processes.forEach(AtalaiaProcess::close);
    }
}
