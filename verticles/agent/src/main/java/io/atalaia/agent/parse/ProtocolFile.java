/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The counts of network protocols by node_exporter's names: {@code Tcp_RetransSegs}. Lines that are not whole are left out. */
public final class ProtocolFile {
    private ProtocolFile() {}

    /** /proc/net/snmp and /proc/net/netstat: a line of names, then a line of numbers. */
    public static Map<String, String> pairs(String text) {
        Map<String, String> figures = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        for (int line = 0; line + 1 < lines.size(); line += 2) {
            String[] names = lines.get(line).strip().split("\\s+");
            String[] numbers = lines.get(line + 1).strip().split("\\s+");
            if (names.length == numbers.length && names[0].equals(numbers[0]) && names[0].endsWith(":")) {
                for (int i = 1; i < names.length; i++) {
                    figures.put(names[0].replace(":", "_") + names[i], numbers[i]);
                }
            }
        }
        return figures;
    }

    /** /proc/net/snmp6: a name and a number in each line; the 6 parts protocol and name. */
    public static Map<String, String> six(String text) {
        Map<String, String> figures = new LinkedHashMap<>();
        text.lines().map(line -> line.strip().split("\\s+")).forEach(fields -> {
            int six = fields[0].indexOf('6');
            if (fields.length == 2 && six > 0) {
                figures.put(fields[0].substring(0, six + 1) + "_" + fields[0].substring(six + 1), fields[1]);
            }
        });
        return figures;
    }

    /** /proc/net/sockstat and sockstat6: a protocol, then names and numbers in turn. */
    public static Map<String, String> sockets(String text) {
        Map<String, String> figures = new LinkedHashMap<>();
        text.lines().map(line -> line.strip().split("\\s+")).forEach(fields -> {
            if (fields[0].endsWith(":")) {
                for (int i = 1; i + 1 < fields.length; i += 2) {
                    figures.put(fields[0].replace(":", "_") + fields[i], fields[i + 1]);
                }
            }
        });
        return figures;
    }
}
