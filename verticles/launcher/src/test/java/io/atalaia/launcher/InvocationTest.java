/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atalaia.platform.config.ConfigException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvocationTest {
    private static final List<String> DATABASE = List.of("storage.mongo.uri=mongodb://127.0.0.1:1");

    @Test
    void aNodeOfAClusterMayHaveNoRoles() {
        var spare = new Invocation(null, DATABASE, "none", true, false, false);
        assertThat(spare.load(Map.of()).config().rolesInOrder()).isEmpty();
    }

    @Test
    void aProcessAloneMayNot() {
        var idle = new Invocation(null, DATABASE, "none", false, false, false);
        var wrong = catchThrowableOfType(ConfigException.class, () -> idle.load(Map.of()));
        assertThat(wrong.problems()).hasSize(1);
        assertThat(wrong.problems().get(0).toString()).contains("--cluster");
    }
}
