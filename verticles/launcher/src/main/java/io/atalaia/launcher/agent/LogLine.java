/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.agent;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** One event as {@code logback.xml} has it written; a pattern for the same would load a hundred classes more. */
final class LogLine extends LayoutBase<ILoggingEvent> {
    private static final int LEVEL_WIDTH = 5;

    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Override
    public String doLayout(ILoggingEvent event) {
        var line = new StringBuilder(120);
        time.formatTo(event.getInstant(), line);
        String level = event.getLevel().toString();
        line.append(' ').append(level).append(" ".repeat(Math.max(0, LEVEL_WIDTH - level.length())));
        String logger = event.getLoggerName();
        line.append(' ').append(logger, logger.lastIndexOf('.') + 1, logger.length());
        line.append(": ").append(event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> line.append(' ')
                    .append(pair.key)
                    .append("=\"")
                    .append(pair.value)
                    .append('"'));
        }
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            line.append(Thrown.CONVERTER.convert(event));
        }
        return line.toString();
    }

    /** What went wrong and where, without the way there. Loaded when something does. */
    private static final class Thrown {
        static final ThrowableProxyConverter CONVERTER = new ThrowableProxyConverter();

        static {
            CONVERTER.setOptionList(List.of("short"));
            CONVERTER.start();
        }
    }
}
