/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.reload;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/**
 * The section {@code log} of the configuration; conf/atalaia.yaml describes each key.
 *
 * @param level the least that Atalaia's own loggers tell
 */
public record LogConfig(Level level) {
    private static final String OURS = "io.atalaia";

    /** As SLF4J has them. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /** Makes the level hold in this process. A log written by another library than logback stays as it is. */
    public void apply() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.getLogger(OURS).setLevel(ch.qos.logback.classic.Level.valueOf(level.name()));
        }
    }
}
