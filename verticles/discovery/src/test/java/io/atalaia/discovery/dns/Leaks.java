/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What Netty's leak detector says, while every buffer is watched, of buffers that were collected and never released. */
final class Leaks implements AutoCloseable {
    private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    private final Level loggerBefore = logger.getLevel();
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    Leaks() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        // The detector looks at nothing when nobody would read it.
        logger.setLevel(Level.ERROR);
        logger.setAdditive(false);
        said.start();
        logger.addAppender(said);
    }

    /** Collects garbage, then makes buffers, at whose making the detector looks. */
    List<String> found() {
        for (int i = 0; i < 5; i++) {
            System.gc();
            for (int j = 0; j < 200; j++) {
                ByteBufAllocator.DEFAULT.buffer(16).release();
            }
        }
        return List.copyOf(said.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    void forget() {
        said.list.clear();
    }

    @Override
    public void close() {
        ResourceLeakDetector.setLevel(before);
        logger.detachAppender(said);
        logger.setAdditive(true);
        logger.setLevel(loggerBefore);
    }
}
