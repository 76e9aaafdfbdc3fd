/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import com.fasterxml.jackson.core.filter.TokenFilter;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which members of an answer the asker wants: paths with commas between them, lists passed through, for instance
 * {@code items.id,items.headline.cpu,next}. A star stands for any member.
 */
final class Fields extends TokenFilter {
    static final String NAME = "fields";
    private static final String KEY = "atalaia.fields";
    private static final int MOST = 100;
    private static final String ANY = "*";
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_*-]{1,64}(\\.[A-Za-z0-9_*-]{1,64}){0,7}");

    /** None means everything. */
    private final Map<String, Fields> members = new TreeMap<>();

    private Fields() {}

    /** Keeps for the answer what the request asks for. */
    static void note(RoutingContext context, String asked) {
        var fields = new Fields();
        String[] paths = asked.split(",", -1);
        for (String path : paths) {
            if (paths.length > MOST || !PATH.matcher(path).matches()) {
                throw Problem.bad(
                        NAME,
                        "parameter 'fields' must be at most " + MOST
                                + " paths with commas between them, such as items.id,next");
            }
            fields.add(path);
        }
        context.put(KEY, fields);
    }

    /** What the request asks for; everything when it says nothing. */
    static TokenFilter of(RoutingContext context) {
        Fields noted = context.get(KEY);
        return noted == null ? INCLUDE_ALL : noted;
    }

    private void add(String path) {
        Fields at = this;
        for (String name : path.split("\\.")) {
            at = at.members.computeIfAbsent(name, unknown -> new Fields());
        }
    }

    @Override
    public TokenFilter includeProperty(String name) {
        Fields wanted = members.getOrDefault(name, members.get(ANY));
        return wanted == null || !wanted.members.isEmpty() ? wanted : INCLUDE_ALL;
    }
}
