/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The records of an answer.
 *
 * @param authoritative whether the question was ours to answer
 * @param truncated whether records were left out that the asker needs
 */
public record Answer(
        Code code,
        boolean authoritative,
        boolean truncated,
        List<Resource> answers,
        List<Resource> authority,
        List<Resource> additional) {
    private static final int HEADER = 12;

    /** An answer without records, of somebody who has nothing to say about the name. */
    public static Answer bare(Code code) {
        return new Answer(code, false, false, List.of(), List.of(), List.of());
    }

    static Answer of(List<Resource> answers, List<Resource> additional) {
        return new Answer(Code.NOERROR, true, false, answers, List.of(), additional);
    }

    static Answer nothing(Code code, Resource authority) {
        return new Answer(code, true, false, List.of(), List.of(authority), List.of());
    }

    /** Nothing but the sign that there is more, for an asker who should come over TCP. */
    public Answer onlyTruncated() {
        return new Answer(code, authoritative, true, List.of(), List.of(), List.of());
    }

    /**
     * What fits, whole records only.
     *
     * @param taken bytes that the question and an OPT record take
     * @param most bytes of the whole message
     */
    public Answer fitting(int taken, int most) {
        int room = most - HEADER - taken;
        if (sizeOf(answers) + sizeOf(authority) + sizeOf(additional) <= room) {
            return this;
        }
        List<Resource> first = head(answers, room);
        List<Resource> second = first.size() < answers.size() ? List.of() : head(authority, room - sizeOf(first));
        boolean cut = first.size() < answers.size() || second.size() < authority.size();
        // RFC 2181, 9: what is only additional may be left out without a word.
        List<Resource> third = cut ? List.of() : head(additional, room - sizeOf(first) - sizeOf(second));
        return new Answer(code, authoritative, cut, first, second, third);
    }

    private static List<Resource> head(List<Resource> all, int room) {
        List<Resource> head = new ArrayList<>();
        int left = room;
        for (Resource one : all) {
            left -= one.size();
            if (left < 0) {
                break;
            }
            head.add(one);
        }
        return head;
    }

    private static int sizeOf(List<Resource> all) {
        int size = 0;
        for (Resource one : all) {
            size += one.size();
        }
        return size;
    }
}
