/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.ProcessLook;
import io.atalaia.agent.parse.MountFile.Volume;
import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** How a kind of operating system is read. What it cannot tell is absent. Every method may block. */
public interface Platform {

    /** This machine's. */
    static Platform here() {
        var linux = new LinuxPlatform(Roots.SYSTEM);
        return linux.isReadable() ? linux : new OshiPlatform();
    }

    /** Facts that seldom change. */
    HostFacts facts() throws IOException;

    /** What is read for every sample; cheap and never waiting for a device. */
    List<Collector> collectors() throws IOException;

    /** @param top how many of each kind */
    ProcessLook processes(int top) throws IOException;

    /** The volumes that are mounted now. */
    List<Volume> volumes() throws IOException;

    /** May wait for as long as a network file system likes. */
    VolumeFigures measure(Volume volume) throws IOException;

    /** Sensors may be slow: some answer over a bus of a few kilohertz. */
    Map<Series, Double> temperatures() throws IOException;
}
