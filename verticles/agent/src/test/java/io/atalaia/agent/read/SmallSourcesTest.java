/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.agent.parse.ByteScanner;
import io.atalaia.agent.parse.MountFile;
import io.atalaia.agent.parse.MountFile.Volume;
import io.atalaia.agent.parse.ProcessorTable;
import io.atalaia.agent.parse.ProtocolFile;
import io.atalaia.agent.parse.RaidFile;
import io.atalaia.agent.parse.Texts;
import io.atalaia.agent.parse.Unsigned;
import io.atalaia.agent.read.Choice.PerProcessor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallSourcesTest {
    @TempDir
    Path folder;

    @Test
    void countsOf64BitsAreNeverNegative() {
        assertThat(Unsigned.of(ByteScanner.of("18446744073709551615").number())).isEqualTo(0x1p64);
        assertThat(Unsigned.of(ByteScanner.of("9223372036854775808").number())).isEqualTo(0x1p63);
        assertThat(Unsigned.of(ByteScanner.of("9007199254740993").number())).isEqualTo(9007199254740992.0);
        assertThat(Unsigned.of(7)).isEqualTo(7);
    }

    @Test
    void mountPointsAreReadAsTheyWereNamedAndReadOnlyOnesSaySo() {
        var volumes = MountFile.parse(
                """
                1 0 8:1 / /a\\040b\\134040c\\043 rw,relatime - ext4 /dev/sda1 rw
                2 0 8:2 / /ro ro,relatime - ext4 /dev/sda2 rw
                3 0 8:3 / /super rw - xfs /dev/sda3 ro,noquota
                4 0 8:4 / /r\u00e9s\\ rw,errors=remount-ro - ext4 /dev/sda4 rw,errors=remount-ro
                """);
        assertThat(volumes)
                .containsExactly(
                        new Volume("/dev/sda1", "ext4", "/a b\\040c#"),
                        new Volume("/dev/sda2", "ext4", "/ro", true),
                        new Volume("/dev/sda3", "xfs", "/super", true),
                        new Volume("/dev/sda4", "ext4", "/r\u00e9s\\"));
    }

    @Test
    void namesThatAreNoTextDoNotHideTheOtherVolumes() throws Exception {
        Path proc = Files.createDirectories(folder.resolve("proc/self"));
        byte[] lines =
                "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 0 8:2 / /x? rw - ext4 /dev/sda2 rw\n".getBytes("US-ASCII");
        lines[lines.length - 25] = (byte) 0xff;
        Files.write(proc.resolve("mountinfo"), lines);
        assertThat(new LinuxPlatform(Roots.under(folder), Choice.USUAL).volumes())
                .hasSize(2);
    }

    @Test
    void linesOfProtocolsThatDoNotMatchAreLeftOut() {
        assertThat(ProtocolFile.pairs("Tcp: A B\nTcp: 1 2\nUdp: A B\nUdp: 1\nIp: A\nTcp: 1\nIcmp: A\n"))
                .isEqualTo(Map.of("Tcp_A", "1", "Tcp_B", "2"));
        assertThat(ProtocolFile.six("Ip6InOctets 5\nrubbish\nUdpLite6InErrors 2\n"))
                .isEqualTo(Map.of("Ip6_InOctets", "5", "UdpLite6_InErrors", "2"));
        assertThat(ProtocolFile.sockets("TCP: inuse 1 orphan\nsockets used 5\n"))
                .isEqualTo(Map.of("TCP_inuse", "1"));
    }

    @Test
    void columnsBelongToTheProcessorsOfTheHead() {
        var table = ProcessorTable.parse("     CPU0   CPU2\n 7:  1  2  APIC  1-edge  i8042\nERR:  5\nbad: x y\n");
        assertThat(table.processors()).containsExactly(0, 2);
        assertThat(table.rows()).singleElement().satisfies(row -> {
            assertThat(row.type()).isEqualTo("7");
            assertThat(row.sum()).isEqualTo(3);
            assertThat(row.rest()).containsExactly("APIC", "1-edge", "i8042");
        });
        assertThat(ProcessorTable.numbers("0-2,5,7-8\n")).containsExactly(0, 1, 2, 5, 7, 8);
        assertThat(ProcessorTable.numbers("")).isEmpty();
    }

    @Test
    void arraysTellTheDisksThatTheyLack() {
        var arrays = RaidFile.parse(
                """
                Personalities : [raid1]
                md3 : active (auto-read-only) raid5 sda1[0] sdb1[1] sdc1[3](F)
                      195 blocks super 1.2 level 5, 64k chunk, algorithm 2 [3/2] [UU_]
                      [=>...]  recovery = 5.0% (1/2) finish=1min
                md4 : inactive sdd1[0](S)
                """);
        assertThat(arrays)
                .containsExactly(new RaidFile.Array("md3", 3, 2, 1, 0), new RaidFile.Array("md4", 1, 0, 0, 1));
    }

    @Test
    void whatASystemSaysOfItselfIsReadAsAShellWould() {
        var values = Texts.assignments("# a comment\nNAME=\"A \\\"b\\\" $\\$\"\nID='x'\nVERSION_ID=22.04.3\nbad\n");
        assertThat(values).isEqualTo(Map.of("NAME", "A \"b\" $$", "ID", "x", "VERSION_ID", "22.04.3"));
        assertThat(Texts.leadingNumber("22.04.3")).contains(22.04);
        assertThat(Texts.leadingNumber("rolling")).isEmpty();
    }

    @Test
    void aClockIsInStepOrItsOffsetIsUnknownButItIsNeverMadeUp() {
        Map<String, Double> told = new HashMap<>();
        new KernelClock().read().forEach((series, value) -> told.put(series.key(), value));
        if (!told.isEmpty()) {
            boolean synced = told.get("node_timex_sync_status") == 1;
            assertThat(Double.isNaN(told.get("node_timex_offset_seconds"))).isEqualTo(!synced);
            assertThat(told.get("node_timex_maxerror_seconds")).isBetween(0.0, 1000.0);
        }
    }

    @Test
    void interruptsOfTooManyProcessorsAreAddedUp() throws Exception {
        Files.createDirectories(folder.resolve("proc"));
        var text = new StringBuilder("CPU0 CPU1\n");
        for (int line = 0; line < 501; line++) {
            text.append(line).append(": 1 2 chip dev\n");
        }
        Files.writeString(folder.resolve("proc/interrupts"), text);
        var figures =
                InterruptCounts.lines(Roots.under(folder), PerProcessor.EACH).read();
        assertThat(figures).hasSize(501);
        assertThat(figures.values()).containsOnly(3.0);
    }

    @Test
    void aRootWithoutProcessesIsToldByItsKey() {
        var platform = new LinuxPlatform(Roots.ofHost(folder), Choice.USUAL);
        assertThatThrownBy(platform::facts)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("agent.root is " + folder);
    }
}
