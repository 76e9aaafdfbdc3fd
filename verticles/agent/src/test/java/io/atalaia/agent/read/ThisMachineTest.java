/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.atalaia.agent.engine.Collector;
import io.atalaia.contracts.series.ProcessRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ThisMachineTest {

    @Test
    void aSampleTakenFromThisVeryMachineHasPlausibleValues() throws Exception {
        var figures = LinuxPlatformTest.figures(Platform.here().collectors());
        assertThat(figures.values())
                .allSatisfy(value -> assertThat(value).isNotNaN().isNotNegative());
        double total = figures.get("node_memory_MemTotal_bytes");
        assertThat(figures.get("node_memory_MemAvailable_bytes")).isPositive().isLessThan(total);
        assertThat(figures.get("process_resident_memory_bytes")).isBetween(10e6, total);
        assertThat(figures.get("process_cpu_seconds_total")).isPositive();
        assertThat(figures.get("atalaia_cpu_seconds_total{mode=\"idle\"}")).isPositive();
        assertThat(figures.get("node_boot_time_seconds")).isBetween(1e9, System.currentTimeMillis() / 1000.0);
        assertThat(figures.keySet().stream().filter(key -> key.startsWith("node_network_receive_bytes_total")))
                .isNotEmpty();
    }

    @Test
    void itsVolumesHaveSpaceAndItsFactsAreKnown() throws Exception {
        var platform = Platform.here();
        assertThat(platform.volumes()).isNotEmpty();
        for (var volume : platform.volumes()) {
            var space = platform.measure(volume);
            assertThat(space.size()).isGreaterThanOrEqualTo(space.free());
            assertThat(space.free()).isGreaterThanOrEqualTo(space.available());
        }
        var facts = platform.facts();
        assertThat(facts.name()).isNotBlank();
        assertThat(facts.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void theSpaceOfAVolumeIsWhatJavaTellsOfItAndItsFilesAreCounted() throws Exception {
        var store = Files.getFileStore(Path.of("/"));
        var space = LinuxSpace.of("/");
        assertThat(space.size()).isEqualTo(store.getTotalSpace());
        assertThat(space.free()).isCloseTo(store.getUnallocatedSpace(), withinPercentage(10));
        assertThat(space.available()).isCloseTo(store.getUsableSpace(), withinPercentage(10));
        assertThat(space.files()).isGreaterThanOrEqualTo(space.filesFree());
        assertThatThrownBy(() -> LinuxSpace.of("/there/is/no/such/volume")).isInstanceOf(IOException.class);
    }

    @Test
    void thisProcessIsAmongItsProcesses() throws Exception {
        int self = (int) ProcessHandle.current().pid();
        var rows = Platform.here().processes(100).busiest();
        assertThat(rows).extracting(ProcessRow::pid).contains(self).doesNotHaveDuplicates();
        var row = rows.stream().filter(one -> one.pid() == self).findFirst().orElseThrow();
        assertThat(row.command()).isEqualTo("java");
        assertThat(row.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(row.cpuSeconds()).isPositive();
    }

    private static Set<String> names(Map<String, Double> figures) {
        return figures.keySet().stream()
                .map(key -> key.replaceFirst("\\{.*", ""))
                .collect(Collectors.toSet());
    }

    @Test
    void whatOshiKnowsOfThisMachineHasTheSameNames() throws Exception {
        List<Collector> collectors = new OshiPlatform().collectors();
        var figures = LinuxPlatformTest.figures(collectors);
        var here = LinuxPlatformTest.figures(Platform.here().collectors());
        assertThat(names(here)).containsAll(names(figures));
        assertThat(figures.get("node_memory_MemTotal_bytes")).isEqualTo(here.get("node_memory_MemTotal_bytes"));
        assertThat(new OshiPlatform().facts().name()).isNotBlank();
        assertThat(new OshiPlatform().processes(5).busiest()).isNotEmpty();
    }
}
