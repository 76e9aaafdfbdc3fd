/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeviceFileTest {
    private static String[] names(DeviceFile file) {
        return IntStream.range(0, file.rows().size())
                .mapToObj(file.rows()::name)
                .toArray(String[]::new);
    }

    private static String disks(String... names) {
        var text = new StringBuilder();
        for (String name : names) {
            text.append(" 8 0 ").append(name).append(" 1 2 3 4 5 6 7 8 9 10 11\n");
        }
        return text.toString();
    }

    @Test
    void onlyWholeDisksCount() {
        var file = new DiskFile();
        assertThat(file.parse(ByteScanner.of(disks(
                        "sda",
                        "sda1",
                        "sdaa",
                        "sdaa15",
                        "vda",
                        "vda2",
                        "xvda",
                        "xvda1",
                        "nvme0n1",
                        "nvme10n1p12",
                        "mmcblk0",
                        "mmcblk0p1",
                        "nbd0",
                        "nbd0p1",
                        "loop7",
                        "ram0",
                        "zram0",
                        "dm-3",
                        "md127",
                        "sr0"))))
                .isTrue();
        assertThat(names(file)).containsExactly("sda", "sdaa", "vda", "xvda", "nvme0n1", "mmcblk0", "nbd0", "sr0");
        assertThat(file.rows().figure(0, DiskFile.BUSY_MILLIS)).isEqualTo(10);
    }

    @Test
    void aDeviceThatComesOrGoesIsAChange() {
        var file = new DiskFile();
        assertThat(file.parse(ByteScanner.of(disks("sda")))).isTrue();
        assertThat(file.parse(ByteScanner.of(disks("sda")))).isFalse();
        assertThat(file.parse(ByteScanner.of(disks("sda", "sdb")))).isTrue();
        assertThat(file.parse(ByteScanner.of(disks("sdb")))).isTrue();
        assertThat(names(file)).containsExactly("sdb");
        assertThat(file.parse(ByteScanner.of(""))).isTrue();
        assertThat(file.rows().size()).isZero();
    }

    @Test
    void aCardWhoseFiguresTouchItsNameIsRead() {
        var file = new NetworkFile();
        String head = "Inter-| Receive\n face |bytes\n";
        assertThat(file.parse(ByteScanner.of(head + "eth0:123 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n")))
                .isTrue();
        assertThat(file.rows().figure(0, NetworkFile.RECEIVE_BYTES)).isEqualTo(123);
        assertThat(file.rows().figure(0, NetworkFile.TRANSMIT_BYTES)).isEqualTo(9);
        assertThat(file.rows().figure(0, NetworkFile.TRANSMIT_DROPS)).isEqualTo(12);
    }
}
