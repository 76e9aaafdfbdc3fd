/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over the bytes of a text without making objects: words parted by blanks, lines parted by line feeds. What is not
 * as expected throws an {@link IllegalArgumentException}. Not thread-safe.
 */
public final class ByteScanner {
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int wordFrom;
    private int wordTo;

    /** Starts anew at the first of {@code length} bytes; the array is read in place. */
    public ByteScanner over(byte[] text, int length) {
        bytes = text;
        at = 0;
        end = length;
        wordFrom = 0;
        wordTo = 0;
        return this;
    }

    public static ByteScanner of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new ByteScanner().over(utf8, utf8.length);
    }

    public boolean hasMore() {
        return at < end;
    }

    /** Moves over blanks; true when nothing else is left in the line. */
    public boolean endOfLine() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at >= end || bytes[at] == '\n';
    }

    public void skipLine() {
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        at++;
    }

    /** Moves behind the last such byte of the line. */
    public void skipToLast(char sign) {
        int last = -1;
        for (int i = at; i < end && bytes[i] != '\n'; i++) {
            if (bytes[i] == sign) {
                last = i;
            }
        }
        require(last >= 0, "no '" + sign + "' in the line");
        wordFrom = at;
        wordTo = last;
        at = last + 1;
    }

    public void skip(char sign) {
        require(at < end && bytes[at] == sign, "no '" + sign + "'");
        at++;
    }

    /** Takes the next word of the line; false when there is none. A colon ends it too and is not part of it. */
    public boolean word() {
        return word(':');
    }

    /** Takes the next word of the line, which {@code stop} ends too; false when there is none. */
    public boolean word(char stop) {
        if (endOfLine()) {
            return false;
        }
        wordFrom = at;
        while (at < end && isPartOfWord(bytes[at], stop)) {
            at++;
        }
        wordTo = at;
        if (at < end && bytes[at] == stop) {
            at++;
        }
        return true;
    }

    public int wordLength() {
        return wordTo - wordFrom;
    }

    public byte wordByte(int index) {
        return bytes[wordFrom + index];
    }

    public boolean wordIs(byte[] expected) {
        return wordLength() == expected.length && wordStartsWith(expected);
    }

    public boolean wordStartsWith(byte[] expected) {
        if (wordLength() < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[wordFrom + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** The word taken last. */
    public String text() {
        return new String(bytes, wordFrom, wordTo - wordFrom, StandardCharsets.UTF_8);
    }

    /** A copy of the word taken last. */
    public byte[] wordBytes() {
        return Arrays.copyOfRange(bytes, wordFrom, wordTo);
    }

    /** The digits of the word taken last, from an index on. */
    public int wordNumber(int from) {
        require(from < wordLength(), "no number");
        int number = 0;
        for (int i = wordFrom + from; i < wordTo; i++) {
            require(isDigit(bytes[i]), "no number");
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    /** The whole number that comes next in the line; one of 64 bits without a sign by its {@link Unsigned bits}. */
    @CanIgnoreReturnValue
    public long number() {
        require(!endOfLine(), "a number is missing");
        boolean negative = bytes[at] == '-';
        if (negative) {
            at++;
        }
        require(at < end && isDigit(bytes[at]), "no number");
        long number = 0;
        while (at < end && isDigit(bytes[at])) {
            number = number * 10 + bytes[at++] - '0';
        }
        return negative ? -number : number;
    }

    /** Moves over so many whole numbers. */
    public void skipNumbers(int count) {
        for (int i = 0; i < count; i++) {
            number();
        }
    }

    /** The whole number that comes next in the line; 0 when the line is over. */
    public long numberOrZero() {
        return endOfLine() ? 0 : number();
    }

    /** The number that comes next in the line, with or without digits behind a point. */
    public double decimal() {
        double number = number();
        if (at < end && bytes[at] == '.') {
            int point = at++;
            long fraction = number();
            number += fraction / Math.pow(10, at - point - 1);
        }
        return number;
    }

    /** Bytes of signs beyond ASCII are negative. */
    private static boolean isPartOfWord(byte sign, char stop) {
        return (sign > ' ' || sign < 0) && sign != stop;
    }

    private static boolean isDigit(byte sign) {
        return sign >= '0' && sign <= '9';
    }

    private void require(boolean fulfilled, String problem) {
        if (!fulfilled) {
            throw new IllegalArgumentException(problem + " at byte " + at);
        }
    }
}
