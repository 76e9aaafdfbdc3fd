/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.ProcessLook;
import io.atalaia.agent.engine.SlowSource;
import io.atalaia.agent.parse.MountFile.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How a kind of operating system is read. What it cannot tell is absent. Every method may block. */
public interface Platform {

    /** This machine's, as it is shipped. */
    static Platform here() {
        return of("", Choice.USUAL);
    }

    /** @param root where the root of the host is mounted; empty to look at the system in which this process runs */
    static Platform of(String root, Choice choice) {
        if (!root.isEmpty()) {
            return new LinuxPlatform(Roots.ofHost(Path.of(root)), choice);
        }
        var linux = new LinuxPlatform(Roots.SYSTEM, choice);
        return linux.isReadable() ? linux : new OshiPlatform();
    }

    /**
     * Facts that seldom change.
     *
     * @throws IllegalStateException when this platform's files are not where they should be, with a sentence for people
     */
    HostFacts facts() throws IOException;

    /** What is read for every sample; cheap and never waiting for a device. */
    List<Collector> collectors() throws IOException;

    /** @param top how many of each kind */
    ProcessLook processes(int top) throws IOException;

    /** The volumes that are mounted now. */
    List<Volume> volumes() throws IOException;

    /** May wait for as long as a network file system likes. */
    VolumeFigures measure(Volume volume) throws IOException;

    /** What is read by and by. Makes the sources, and reads nothing yet: the one method that does not block. */
    List<SlowSource> slow();
}
