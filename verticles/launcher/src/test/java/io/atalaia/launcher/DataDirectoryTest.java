/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path temporary;

    @Test
    void aDirectoryThatIsNotThereIsMade() {
        Path path = temporary.resolve("a/b");
        try (var data = DataDirectory.open(path)) {
            assertThat(data.path()).isEqualTo(path).isDirectory();
        }
    }

    @Test
    void itBelongsToOneAtATime() {
        try (var first = DataDirectory.open(temporary)) {
            assertThatThrownBy(() -> DataDirectory.open(first.path()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("data directory " + temporary + " is in use by another Atalaia process");
        }
        DataDirectory.open(temporary).close();
    }

    @Test
    void aFileInItsPlaceIsNamed() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "in the way");
        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("in the way");
    }
}
