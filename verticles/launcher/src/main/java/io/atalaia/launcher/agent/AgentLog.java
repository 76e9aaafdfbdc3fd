/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.agent;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of an agent on its own, as {@code logback.xml} writes it, without the memory that reading XML takes. */
final class AgentLog {
    private AgentLog() {}

    /** Keeps what Vert.x says of connections to itself: the agent's link tells each change once. */
    static void open() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var line = new LogLine();
        line.setContext(context);
        line.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setLayout(line);
        encoder.start();
        var terminal = new ConsoleAppender<ILoggingEvent>();
        terminal.setContext(context);
        terminal.setTarget("System.err");
        terminal.setEncoder(encoder);
        terminal.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(terminal);
        context.getLogger("io.atalaia").setLevel(Level.INFO);
        context.getLogger("io.netty").setLevel(Level.ERROR);
        context.getLogger("io.vertx.core.http.impl").setLevel(Level.OFF);
    }
}
