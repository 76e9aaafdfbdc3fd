/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.atalaia.launcher.Packaged;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogLineTest {
    private final LoggerContext context = new LoggerContext();

    private LoggingEvent event(Level level, Throwable thrown) {
        var logger = context.getLogger("io.atalaia.agent.stream.StreamLink");
        var event = new LoggingEvent("any", logger, level, "lost the {}", thrown, new Object[] {"gateway"});
        event.setInstant(Instant.parse("2026-03-04T05:06:07.008Z"));
        return event;
    }

    private String byPattern(LoggingEvent event) {
        String file = Packaged.text("logback.xml");
        var layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(file.substring(file.indexOf("<pattern>") + 9, file.indexOf("</pattern>")));
        layout.start();
        return layout.doLayout(event);
    }

    @Test
    void aLineIsWhatThePatternOfTheHubMakesOfIt() {
        for (Level level : List.of(Level.INFO, Level.ERROR)) {
            var plain = event(level, null);
            assertThat(new LogLine().doLayout(plain))
                    .isEqualTo(byPattern(plain))
                    .contains(":06:07.008 ", level + " ", "StreamLink: lost the gateway\n");
        }
    }

    @Test
    void pairsAndTheBeginningOfWhatWasThrownFollow() {
        var event = event(Level.WARN, new IllegalStateException("outer", new IOException("inner")));
        event.setKeyValuePairs(List.of(new KeyValuePair("gateway", "hub:8080"), new KeyValuePair("tries", 3)));
        assertThat(new LogLine().doLayout(event))
                .isEqualTo(byPattern(event))
                .contains("gateway=\"hub:8080\" tries=\"3\"\n", "IllegalStateException: outer", "IOException: inner");
    }
}
