/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small files that are read seldom. */
public final class Texts {
    private static final int DEFAULT_ROUTE_FLAGS = 0x3;

    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*([A-Z][A-Z0-9_]*)=(.*)");
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private Texts() {}

    /** /etc/passwd: account names by number. */
    public static Map<Integer, String> accounts(String passwd) {
        Map<Integer, String> names = new HashMap<>();
        passwd.lines().map(line -> line.split(":", 4)).forEach(fields -> {
            if (fields.length == 4 && fields[2].matches("\\d{1,9}")) {
                names.putIfAbsent(Integer.valueOf(fields[2]), fields[0]);
            }
        });
        return names;
    }

    /** /etc/os-release: what people call the system, if it says so. */
    public static Optional<String> systemName(String osRelease) {
        return Optional.ofNullable(assignments(osRelease).get("PRETTY_NAME"));
    }

    /** /etc/os-release: names and values as a shell would read them, without what is quoted by backslashes. */
    public static Map<String, String> assignments(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().map(ASSIGNMENT::matcher).filter(Matcher::matches).forEach(line -> {
            String value = line.group(2).strip().replaceAll("^([\"'])(.*)\\1$", "$2");
            values.put(line.group(1), value.replaceAll("\\\\([\"$`\\\\])", "$1"));
        });
        return values;
    }

    /** The first two numbers of a version: 22.04 of 22.04.3. */
    public static Optional<Double> leadingNumber(String version) {
        var number = VERSION.matcher(version);
        return number.lookingAt() ? Optional.of(Double.valueOf(number.group())) : Optional.empty();
    }

    /** The first of two words that is not empty. */
    public static String firstOf(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    /** /proc/cpuinfo: the first model name; ARM processors do not tell theirs. */
    public static Optional<String> cpuModel(String cpuinfo) {
        return cpuinfo.lines()
                .filter(line -> line.startsWith("model name") || line.startsWith("cpu model"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    /** /proc/net/route: the interface of the default route with the least metric. */
    public static Optional<String> defaultRoute(String routes) {
        return routes.lines()
                .skip(1)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 7 && fields[1].equals("00000000"))
                .filter(fields -> fields[3].matches("[0-9A-Fa-f]{1,7}") && fields[6].matches("\\d{1,9}"))
                .filter(fields -> (Integer.parseInt(fields[3], 16) & DEFAULT_ROUTE_FLAGS) == DEFAULT_ROUTE_FLAGS)
                .min((one, other) -> Integer.compare(Integer.parseInt(one[6]), Integer.parseInt(other[6])))
                .map(fields -> fields[0]);
    }

    /** A name as node_exporter cleans the names of chips: lower case, other signs than letters and digits as underscores. */
    public static String clean(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9:_]", "_").replaceAll("^_+|_+$", "");
    }
}
