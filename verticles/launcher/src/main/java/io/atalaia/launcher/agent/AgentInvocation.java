/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.agent;

import io.atalaia.launcher.ConfigFile;
import io.atalaia.launcher.Packaged;
import io.atalaia.platform.config.ConfigException;
import io.atalaia.platform.config.ConfigLoader;
import io.atalaia.platform.config.Problem;
import io.atalaia.platform.tls.PemFault;
import io.atalaia.platform.tls.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How an agent on its own was called.
 *
 * @param file the operator's configuration; null for none
 * @param gateways replace the configured ones unless empty
 * @param token replaces the configured one unless null
 * @param insecure whether the token may go to other machines in plain text; false leaves it to the configuration
 * @param assignments each {@code key=value}
 */
public record AgentInvocation(
        Path file, List<String> gateways, String token, boolean insecure, List<String> assignments) {
    private static final long MOST_TOKEN_BYTES = 4_096;

    /**
     * @param config checked
     * @param token what opens the gateways
     */
    public record Loaded(AgentConfiguration config, String token) {
        /** Without the token: secrets never print. */
        @Override
        public String toString() {
            return "Loaded[" + config.data() + "]";
        }
    }

    /**
     * Reads the configuration of this call. Opens nothing but its files.
     *
     * @throws ConfigException with every problem
     */
    public Loaded load(Map<String, String> environment) {
        var config = new ConfigLoader<>(AgentConfiguration.class)
                .sharedYaml(Packaged.text(Packaged.CONFIGURATION), "default")
                .yaml(file == null ? "" : ConfigFile.text(file), String.valueOf(file))
                .environment(environment)
                .assignments(allAssignments())
                .load()
                .config();
        var problems = new ArrayList<Problem>();
        if (config.agent().gateways().isEmpty()) {
            problems.add(new Problem(
                    "agent.gateways",
                    null,
                    "has no value; name the hub's address with --gateway https://HOST:PORT",
                    null));
        }
        String opens = token(config, problems);
        check(config.agent().tls().files(), problems);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new Loaded(config, opens);
    }

    private List<String> allAssignments() {
        var all = new ArrayList<>(assignments);
        if (!gateways.isEmpty()) {
            all.add("agent.gateways=[" + String.join(",", quoted(gateways)) + "]");
        }
        if (token != null) {
            all.add("agent.token=" + token);
        }
        if (insecure) {
            all.add("agent.insecure=true");
        }
        return all;
    }

    /** An IPv6 address begins with a bracket, which YAML takes for a list. */
    private static List<String> quoted(List<String> words) {
        return words.stream().map(word -> "'" + word.replace("'", "''") + "'").toList();
    }

    private static void check(PemFiles files, List<Problem> problems) {
        try {
            files.read();
        } catch (PemFault e) {
            problems.add(new Problem(e.file().key(), e.file().path(), e.rule(), null));
        }
    }

    private static String token(AgentConfiguration config, List<Problem> problems) {
        String token = config.agent().token();
        String tokenFile = config.agent().tokenFile();
        boolean known = !config.agent().tls().certificate().isEmpty();
        if (!token.isEmpty() || tokenFile.isEmpty() && known) {
            return token;
        }
        if (tokenFile.isEmpty()) {
            problems.add(new Problem(
                    "agent.token", null, "has no value; give one of the hub's gateway.ingest.tokens", null));
            return "";
        }
        return inFile(Path.of(tokenFile), problems);
    }

    private static String inFile(Path path, List<Problem> problems) {
        try {
            String text = Files.size(path) > MOST_TOKEN_BYTES
                    ? ""
                    : Files.readString(path).strip();
            if (text.isEmpty() || !text.chars().allMatch(sign -> sign > ' ' && sign <= '~')) {
                problems.add(new Problem(
                        "agent.tokenFile", path.toString(), "must hold a token in one line and nothing else", null));
            }
            return text;
        } catch (IOException e) {
            String rule = Files.exists(path) ? "cannot be read by this user" : "there is no such file";
            problems.add(new Problem("agent.tokenFile", path.toString(), rule, null));
            return "";
        }
    }
}
