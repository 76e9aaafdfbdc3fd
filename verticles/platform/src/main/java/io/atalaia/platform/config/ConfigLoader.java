/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the configuration into a record: the defaults that come with Atalaia, then the operator's file, the environment and
 * the command line, each overriding the one before it key by key. Finds every problem before it gives up. Opens nothing but
 * what it is handed as text.
 */
public final class ConfigLoader<R extends Record> {
    static final String ENVIRONMENT_PREFIX = "ATALAIA_";
    /** The token of commands that ask a gateway; no key, since no hub needs it. */
    public static final String TOKEN_VARIABLE = ENVIRONMENT_PREFIX + "TOKEN";

    /** Variables that the start script and commands read; they are not keys. */
    private static final Set<String> OF_OTHERS = Set.of("ATALAIA_JAVA_OPTIONS", "ATALAIA_HOME", TOKEN_VARIABLE);

    private final Class<R> type;
    private final KeyModel model;
    private final List<Problem> problems = new ArrayList<>();
    private final Settings settings;

    public ConfigLoader(Class<R> type) {
        this.type = type;
        model = new KeyModel(type);
        settings = new Settings(model, problems);
    }

    /** @param origin what to call this text in messages */
    public ConfigLoader<R> yaml(String text, String origin) {
        settings.addYaml(text, origin);
        return this;
    }

    /**
     * As {@link #yaml}, for the defaults of all of Atalaia when the record takes only a part of them: what belongs to other
     * parts is passed over here, in files and in the environment, so that all parts may share theirs.
     */
    public ConfigLoader<R> sharedYaml(String text, String origin) {
        settings.addSharedYaml(text, origin);
        return this;
    }

    public ConfigLoader<R> environment(Map<String, String> variables) {
        variables.forEach((variable, value) -> {
            boolean ours = variable.startsWith(ENVIRONMENT_PREFIX) && !settings.isForeign(variable);
            if (ours && !OF_OTHERS.contains(variable)) {
                model.behindEnvironment(variable)
                        .ifPresentOrElse(
                                leaf -> settings.addText(leaf.key(), value, "environment " + variable),
                                () -> problems.add(new Problem(variable, null, "names no key", "environment")));
            }
        });
        return this;
    }

    /** @param assignments each {@code key=value} */
    public ConfigLoader<R> assignments(List<String> assignments) {
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                problems.add(new Problem(assignment, null, "must be key=value", "command line --set"));
            } else {
                settings.addText(
                        assignment.substring(0, equals).strip(),
                        assignment.substring(equals + 1).strip(),
                        "command line --set");
            }
        }
        return this;
    }

    /** @throws ConfigException with every problem */
    public Loaded<R> load() {
        R bound = new Binder(settings, problems).bind("", type);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new Loaded<>(bound, effective());
    }

    private Map<String, Effective> effective() {
        var all = new LinkedHashMap<String, Effective>();
        for (Leaf leaf : model.leaves()) {
            var setting = settings.get(leaf.key());
            String written = Written.text(setting.value());
            all.put(
                    leaf.key(),
                    new Effective(leaf.secret() && !nothing(written) ? "(secret)" : written, setting.origin()));
        }
        return all;
    }

    private static boolean nothing(String written) {
        return written.isEmpty() || written.equals("{}") || written.equals("[]");
    }

    /**
     * @param effective what each key came to, in the order of the file, secrets masked
     */
    public record Loaded<R extends Record>(R config, Map<String, Effective> effective) {}

    public record Effective(String value, String origin) {}
}
