/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineIdTest {
    @TempDir
    Path folder;

    @Test
    void theIdIsMadeOnceAndKept() throws Exception {
        Path data = folder.resolve("not/there/yet");
        String id = MachineId.in(data);
        assertThat(UUID.fromString(id).toString()).isEqualTo(id);
        assertThat(MachineId.in(data)).isEqualTo(id);
        try (var files = Files.list(data)) {
            assertThat(files).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rubbish", "1-2-3-4-5", "\u0000\u0000\u0000"})
    void aBrokenFileIsToldWithWhatToDo(String content) throws Exception {
        Files.writeString(folder.resolve("machine-id"), content);
        assertThatThrownBy(() -> {
                    String ignored = MachineId.in(folder);
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.resolve("machine-id").toString())
                .hasMessageContaining("delete it");
        assertThat(Files.readString(folder.resolve("machine-id"))).isEqualTo(content);
    }
}
