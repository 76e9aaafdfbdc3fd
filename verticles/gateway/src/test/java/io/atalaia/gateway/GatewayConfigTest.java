/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.gateway.GatewayConfig.Level;
import io.atalaia.gateway.GatewayConfig.Limits;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {
    @Test
    void anExitThatIsNotBelowItsEnterIsRefused() {
        assertThatThrownBy(() -> new Level(80, 80)).hasMessageContaining("exit must be below enter");
    }

    @Test
    void criticalMayNotBeginBelowAlert() {
        assertThatThrownBy(() -> new Limits(new Level(90, 80), new Level(85, 82)))
                .hasMessageContaining("critical must not begin or end below alert");
    }

    @Test
    void theRulesAreThoseOfTheConfiguration() {
        var rule = House.config().states().rules().disk();
        assertThat(rule.alertEnter()).isEqualTo(85);
        assertThat(rule.criticalExit()).isEqualTo(85);
        assertThat(rule.forMillis()).isEqualTo(15_000);
        assertThat(rule.recoverMillis()).isEqualTo(60_000);
    }
}
