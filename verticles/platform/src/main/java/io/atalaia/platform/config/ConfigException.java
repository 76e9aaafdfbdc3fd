/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.config;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with the configuration, at once. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<Problem> problems;

    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), null, false, false);
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
