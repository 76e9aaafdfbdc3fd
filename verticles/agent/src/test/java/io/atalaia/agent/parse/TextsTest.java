/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void theDefaultRouteWithTheLeastMetricIsTaken() {
        String head = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n";
        String wlan = "wlan0\t00000000\t010200C0\t0003\t0\t0\t600\t00000000\n";
        String eth = "eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\n";
        assertThat(Texts.defaultRoute(head + wlan + eth)).contains("eth0");
        assertThat(Texts.defaultRoute(head)).isEmpty();
        assertThat(Texts.defaultRoute("")).isEmpty();
    }

    @Test
    void chipsAreNamedAsInNodeExporter() {
        assertThat(Texts.clean("Nvme Drive-1")).isEqualTo("nvme_drive_1");
        assertThat(Texts.clean("0000:01:00.0")).isEqualTo("0000:01:00_0");
        assertThat(Texts.clean("-x-")).isEqualTo("x");
    }

    @Test
    void theFirstNameOfAnAccountCounts() {
        assertThat(Texts.accounts("root:x:0:0::/:\ntoor:x:0:0::/:\n+::::::\n"))
                .containsExactly(java.util.Map.entry(0, "root"));
    }
}
