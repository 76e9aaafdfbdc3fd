/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.roles;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What operators want of a node.
 *
 * @param configured the roles that its configuration named when this was wished: when it names others later, those were said last
 * @param roles the instances of each role that it is to run, by the role's word
 * @param unwanted roles that an operator took away, so that nothing is placed here by itself
 * @param draining true when it is to run nothing that others can carry
 */
public record Wish(List<String> configured, Map<String, Integer> roles, Set<String> unwanted, boolean draining) {
    public Wish {
        configured = List.copyOf(configured);
        roles = Map.copyOf(roles);
        unwanted = Set.copyOf(unwanted);
    }

    /** One instance of each role, as the configuration says. */
    public static Wish configured(List<String> words) {
        var roles = new TreeMap<String, Integer>();
        words.forEach(word -> roles.put(word, 1));
        return new Wish(words, roles, Set.of(), false);
    }

    public Wish with(String role, int instances) {
        var more = new TreeMap<>(roles);
        more.put(role, instances);
        var fewer = new TreeSet<>(unwanted);
        fewer.remove(role);
        return new Wish(configured, more, fewer, draining);
    }

    public Wish without(String role) {
        var fewer = new TreeMap<>(roles);
        fewer.remove(role);
        var more = new TreeSet<>(unwanted);
        more.add(role);
        return new Wish(configured, fewer, more, draining);
    }

    public Wish drained(boolean drains) {
        return new Wish(configured, roles, unwanted, drains);
    }
}
