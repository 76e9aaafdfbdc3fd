/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the rule of a request. Used on any thread. */
public final class Paths {
    /** Below these there is nothing but what the table names; elsewhere are the dashboard's files. */
    private static final Set<String> CLOSED = Set.of("api", "metrics", "eventbus", "healthz", "readyz");

    private final Map<String, List<Rule>> byFirst = new LinkedHashMap<>();
    private final List<Rule> others = new ArrayList<>();

    public Paths(List<Rule> rules) {
        for (Rule rule : rules) {
            String first = segments(rule.path())[0];
            if (CLOSED.contains(first)) {
                byFirst.computeIfAbsent(first, none -> new ArrayList<>()).add(rule);
            } else {
                others.add(rule);
            }
        }
    }

    /**
     * What the table says of a request.
     *
     * @param rule null when nothing is allowed with this method
     * @param path of the routes that fit, whatever their method; null when there are none
     * @param methods that are possible here
     */
    public record Found(Rule rule, String path, Set<String> methods) {}

    /** @param path normalized, so that it is what the routes look at */
    public Found find(String method, String path) {
        String[] segments = segments(path);
        Rule fitting = null;
        String place = null;
        var methods = new TreeSet<String>();
        for (Rule rule : byFirst.getOrDefault(segments[0], CLOSED.contains(segments[0]) ? List.of() : others)) {
            // Of the routes that fit the one that was named first counts, with all its methods.
            if ((place == null || place.equals(rule.path())) && rule.fits(segments)) {
                place = rule.path();
                methods.add(rule.method());
                fitting = rule.takes(method) ? rule : fitting;
            }
        }
        return new Found(fitting, place, methods);
    }

    /** A slash at the end changes nothing. */
    private static String[] segments(String path) {
        boolean slash = path.length() > 1 && path.endsWith("/");
        return path.substring(1, slash ? path.length() - 1 : path.length()).split("/", -1);
    }
}
