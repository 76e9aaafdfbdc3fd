/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.mongo;

import io.atalaia.platform.access.AuditEntry;
import io.atalaia.platform.mongo.AuditForm.Placed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place in the audit, read from its newest entry backwards.
 *
 * @param day in UTC, as {@code 2026-01-31}; empty for the beginning
 * @param left how many entries of the day are still to be read, by node
 */
record AuditPlace(String day, Map<String, Integer> left) {
    private static final Pattern TEXT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(:[A-Za-z0-9_-]{1,200}=\\d{1,9}){1,100}");
    /** Within a day later entries have greater ids, whatever the number. */
    private static final String NUMBERED = "%s/%s/%09d";

    AuditPlace {
        left = Map.copyOf(left);
    }

    static String id(String day, String node, int number) {
        return String.format(NUMBERED, day, node, number);
    }

    /** @throws IllegalArgumentException when this is no text that {@link #text} gave */
    static AuditPlace of(String text) {
        if (text.isEmpty()) {
            return new AuditPlace("", Map.of());
        }
        String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        if (!TEXT.matcher(decoded).matches()) {
            throw new IllegalArgumentException("not a place in the audit");
        }
        String[] parts = decoded.split(":");
        var left = new TreeMap<String, Integer>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].lastIndexOf('=');
            left.put(parts[i].substring(0, equals), Integer.parseInt(parts[i].substring(equals + 1)));
        }
        return new AuditPlace(parts[0], left);
    }

    String text() {
        String plain = day
                + new TreeMap<>(left)
                        .entrySet().stream()
                                .map(node -> ":" + node.getKey() + "=" + node.getValue())
                                .collect(Collectors.joining());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    boolean inDay() {
        return !day.isEmpty();
    }

    boolean isEmpty() {
        return left.values().stream().allMatch(number -> number == 0);
    }

    /** The ids of the last so many entries of each node: the newest of all are among them. */
    List<String> lastIds(int most) {
        var ids = new ArrayList<String>();
        left.forEach((node, last) -> {
            for (int number = last; number > Math.max(0, last - most); number--) {
                ids.add(id(day, node, number));
            }
        });
        return ids;
    }

    /**
     * Moves the newest of what was read behind what was found before.
     *
     * @return where to go on; a number whose entry was never written counts as read
     */
    AuditPlace take(List<Placed> read, int most, List<AuditEntry> found) {
        var newest = newest(read, most);
        newest.forEach(one -> found.add(one.entry()));
        boolean all = read.size() <= most;
        var rest = new TreeMap<String, Integer>();
        left.forEach((node, last) -> rest.put(node, all ? Math.max(0, last - most) : lowest(newest, node, last)));
        return new AuditPlace(day, rest);
    }

    /** Entries of one node stay in the order of their numbers, whatever its clock did. */
    private static List<Placed> newest(List<Placed> read, int most) {
        var byNode = new TreeMap<String, Deque<Placed>>();
        read.stream().sorted(Comparator.comparing(Placed::id).reversed()).forEach(one -> byNode.computeIfAbsent(
                        one.entry().node(), first -> new ArrayDeque<>())
                .add(one));
        var newest = new ArrayList<Placed>();
        while (newest.size() < most && !byNode.isEmpty()) {
            var node = Collections.max(byNode.values(), Comparator.comparingLong(entries -> entries.getFirst()
                    .entry()
                    .at()));
            newest.add(node.removeFirst());
            byNode.values().removeIf(Deque::isEmpty);
        }
        return newest;
    }

    private int lowest(List<Placed> taken, String node, int last) {
        String mine = day + "/" + node + "/";
        return taken.stream()
                .filter(one -> one.id().startsWith(mine))
                .mapToInt(one -> Integer.parseInt(one.id().substring(mine.length())) - 1)
                .min()
                .orElse(last);
    }
}
