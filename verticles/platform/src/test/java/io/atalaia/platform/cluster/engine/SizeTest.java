/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeTest {
    private final Size size = new Size(10);

    @Test
    void aSizeThatHoldsIsRememberedWhenNodesLeave() {
        size.saw(3, 0);
        assertThat(size.most()).isZero();
        size.saw(3, 10);
        size.saw(1, 11);
        assertThat(size.most()).isEqualTo(3);
    }

    @Test
    void aNodeAndItsSuccessorAreNotTwo() {
        size.saw(3, 0);
        size.saw(3, 10);
        size.saw(4, 11);
        size.saw(3, 14);
        size.saw(4, 15);
        size.saw(4, 24);
        assertThat(size.most()).isEqualTo(3);
    }

    @Test
    void ofAPeakWhatHeldCounts() {
        size.saw(3, 0);
        size.saw(5, 5);
        size.saw(3, 6);
        size.saw(5, 10);
        assertThat(size.most()).isEqualTo(3);
    }

    @Test
    void whatOthersSawCountsAtOnceAndNeverLess() {
        size.told(4);
        size.told(2);
        assertThat(size.most()).isEqualTo(4);
    }
}
