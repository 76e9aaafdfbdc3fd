/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.text.engine;

import java.util.List;

/** The line that answers. Its length is bounded, so that nobody can have others flooded by answers. */
public final class Reply {
    /** Of a datagram, in both directions; bytes. */
    public static final int LONGEST = 512;

    private static final int GAIN = 3;
    private static final String END = "\n";

    private Reply() {}

    /** @param loopback whether the question came from this machine, in whose name nobody else can ask */
    public static int most(int questionBytes, boolean loopback) {
        return loopback ? LONGEST : Math.min(LONGEST, GAIN * questionBytes);
    }

    /** As many places as there is room for; when there is none for the first, the asker learns how to get it. */
    public static String places(List<String> places, int most) {
        var line = new StringBuilder("OK");
        for (String place : places) {
            if (line.length() + 1 + place.length() + END.length() > most) {
                break;
            }
            line.append(' ').append(place);
        }
        boolean none = line.length() == 2;
        return none && !places.isEmpty() ? error("ask with blanks behind the line", most) : line + END;
    }

    public static String error(String reason, int most) {
        String line = "ERROR " + reason.replaceAll("[^ -~]", "?");
        return line.substring(0, Math.min(line.length(), Math.max(0, most - END.length()))) + END;
    }
}
