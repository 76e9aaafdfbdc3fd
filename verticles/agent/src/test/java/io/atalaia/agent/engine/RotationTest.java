/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotationTest {
    private static final List<String> THREE = List.of("a:1", "b:1", "c:1");

    @Test
    void machinesSpreadOverTheGatewaysWhateverTheOrderInTheConfiguration() {
        var chosen = new HashSet<String>();
        for (int i = 0; i < 50; i++) {
            var one = new Rotation("machine" + i, THREE);
            assertThat(one.current()).isEqualTo(new Rotation("machine" + i, List.of("c:1", "a:1", "b:1")).current());
            chosen.add(one.current());
        }
        assertThat(chosen).containsExactlyInAnyOrderElementsOf(THREE);
    }

    @Test
    void everyGatewayIsTriedInTurn() {
        var rotation = new Rotation("m", THREE);
        var tried = new HashSet<String>();
        for (int i = 0; i < 3; i++) {
            tried.add(rotation.current());
            rotation.failed(0);
        }
        assertThat(tried).hasSize(3);
        assertThat(rotation.current()).isEqualTo(new Rotation("m", THREE).current());
    }

    @Test
    void aGatewayThatRefusedIsPassedOverUntilItHasRested() {
        var rotation = new Rotation("m", List.of("a:1", "b:1"));
        String refusing = rotation.current();
        rotation.refused(0, 100);
        String other = rotation.current();
        assertThat(other).isNotEqualTo(refusing);
        rotation.failed(50);
        assertThat(rotation.current()).isEqualTo(other);
        assertThat(rotation.rest(50)).isZero();
        rotation.failed(100);
        assertThat(rotation.current()).isEqualTo(refusing);
    }

    @Test
    void whenAllRefuseTheFirstToHaveRestedIsNext() {
        var rotation = new Rotation("m", List.of("a:1", "b:1"));
        String first = rotation.current();
        rotation.refused(0, 100);
        rotation.refused(10, 100);
        assertThat(rotation.current()).isEqualTo(first);
        assertThat(rotation.rest(10)).isEqualTo(90);
    }
}
