/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.agent.parse.MountFile.Volume;
import org.junit.jupiter.api.Test;

class MountFileTest {

    @Test
    void aBindMountShowsNoSpaceTwice() {
        assertThat(MountFile.parse(
                        "1 0 8:1 /data /a rw - ext4 /dev/sda1 rw\n2 0 8:1 / /longer rw - ext4 /dev/sda1 rw\n"))
                .containsExactly(new Volume("/dev/sda1", "ext4", "/longer"));
    }

    @Test
    void theMountOnTopHidesTheOneBelow() {
        assertThat(MountFile.parse("1 0 8:1 / /a rw - ext4 /dev/sda1 rw\n2 0 8:2 / /a rw - xfs /dev/sda2 rw\n"))
                .containsExactly(new Volume("/dev/sda2", "xfs", "/a"));
    }

    @Test
    void theRootOfAContainerIsAVolume() {
        assertThat(MountFile.parse(
                        "1 0 0:50 / / rw - overlay overlay rw\n2 1 8:1 /x /etc/hosts rw - ext4 /dev/sda1 rw\n"))
                .containsExactly(new Volume("overlay", "overlay", "/"));
    }

    @Test
    void pseudoFileSystemsAndLinesThatAreCutAreNoVolumes() {
        assertThat(MountFile.parse("1 0 0:5 / /proc rw - proc proc rw\n1 0 8:1 / /a rw\n\n"))
                .isEmpty();
    }
}
