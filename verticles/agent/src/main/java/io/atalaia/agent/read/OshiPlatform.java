/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.MapCollector;
import io.atalaia.agent.engine.ProcessLook;
import io.atalaia.agent.engine.SlowSource;
import io.atalaia.agent.parse.MountFile.Volume;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oshi.SystemInfo;
import oshi.software.os.OSFileStore;

/** Other systems than Linux, by what OSHI knows of them. Figures that it does not have are absent. */
public final class OshiPlatform implements Platform {
    private static final int SENSORS_EVERY_SECONDS = 15;

    private final SystemInfo system = new SystemInfo();
    private Map<Volume, OSFileStore> stores = Map.of();

    @Override
    public HostFacts facts() throws IOException {
        var os = system.getOperatingSystem();
        var hardware = system.getHardware();
        var processor = hardware.getProcessor();
        return new HostFacts(
                os.getNetworkParams().getHostName(),
                Addresses.ordered(OshiNetwork.defaultRoute()),
                os.getFamily() + " " + os.getVersionInfo().getVersion(),
                os.getVersionInfo().toString(),
                System.getProperty("os.arch"),
                processor.getProcessorIdentifier().getName().strip(),
                processor.getLogicalProcessorCount(),
                hardware.getMemory().getTotal(),
                os.getSystemBootTime() * 1000);
    }

    @Override
    public List<Collector> collectors() {
        var hardware = system.getHardware();
        var os = system.getOperatingSystem();
        return List.of(
                new MapCollector("processors", new OshiProcessors(hardware.getProcessor())),
                new MapCollector("memory", new OshiMemory(hardware.getMemory())),
                new MapCollector("network", new OshiNetwork(hardware)),
                new MapCollector("disks", new OshiDisks(hardware)),
                new MapCollector("the agent itself", new OshiSelf(os)));
    }

    @Override
    public ProcessLook processes(int top) {
        return new OshiProcesses(system.getOperatingSystem(), top);
    }

    @Override
    public synchronized List<Volume> volumes() {
        Map<Volume, OSFileStore> found = new LinkedHashMap<>();
        for (OSFileStore store : system.getOperatingSystem().getFileSystem().getFileStores(false)) {
            var volume = new Volume(store.getVolume(), store.getType(), store.getMount());
            if (store.getTotalSpace() > 0) {
                found.putIfAbsent(volume, store);
            }
        }
        stores = found;
        return List.copyOf(found.keySet());
    }

    @Override
    public VolumeFigures measure(Volume volume) throws IOException {
        var store = store(volume);
        return new VolumeFigures(
                store.getTotalSpace(),
                store.getFreeSpace(),
                store.getUsableSpace(),
                knownOrNaN(store.getTotalInodes()),
                knownOrNaN(store.getFreeInodes()));
    }

    private synchronized OSFileStore store(Volume volume) throws IOException {
        var store = stores.get(volume);
        if (store == null) {
            throw new IOException(volume.mountPoint() + " is not mounted any more");
        }
        return store;
    }

    /** OSHI's 0 means that it does not know. */
    private static double knownOrNaN(long figure) {
        return figure > 0 ? figure : Double.NaN;
    }

    @Override
    public List<SlowSource> slow() {
        return List.of(new SlowSource("sensors", SENSORS_EVERY_SECONDS, this::temperatures));
    }

    private Map<Series, Double> temperatures() {
        double celsius = system.getHardware().getSensors().getCpuTemperature();
        var series = new Series("node_hwmon_temp_celsius", Map.of("chip", "cpu", "sensor", "temp1"), Kind.GAUGE);
        return celsius > 0 ? Map.of(series, celsius) : Map.of();
    }
}
