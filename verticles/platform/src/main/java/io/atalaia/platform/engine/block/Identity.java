/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import io.atalaia.contracts.series.ProcessRow;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What stays the same of a process from one look at it to the next. */
record Identity(int pid, long start, String command, String user) {

    static Identity of(ProcessRow row) {
        return new Identity(row.pid(), row.start(), row.command(), row.user());
    }

    ProcessRow row(double cpuSeconds, long residentBytes, Long readBytes, Long writtenBytes) {
        return new ProcessRow(pid, start, command, user, cpuSeconds, residentBytes, readBytes, writtenBytes);
    }

    /** A dictionary of texts, then for each identity pid, start and the places of its texts in the dictionary. */
    static void write(ByteSink sink, List<Identity> identities) {
        Map<String, Integer> texts = new LinkedHashMap<>();
        identities.stream()
                .flatMap(one -> Stream.of(one.command(), one.user()))
                .forEach(text -> texts.putIfAbsent(text, texts.size()));
        sink.varint(texts.size());
        texts.keySet().forEach(text -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            sink.varint(bytes.length);
            sink.all(bytes);
        });
        sink.varint(identities.size());
        column(sink, identities, Identity::pid);
        column(sink, identities, Identity::start);
        column(sink, identities, one -> texts.get(one.command()));
        column(sink, identities, one -> texts.get(one.user()));
    }

    static List<Identity> read(ByteSource source, int most) {
        int textCount = source.count("texts", Math.min(2 * most, source.remaining()));
        List<String> texts =
                IntStream.range(0, textCount).mapToObj(i -> source.text()).toList();
        int count = source.count("processes", most);
        long[] pids = Integers.read(source, count);
        long[] starts = Integers.read(source, count);
        long[] commands = Integers.read(source, count);
        long[] users = Integers.read(source, count);
        return IntStream.range(0, count)
                .mapToObj(i -> new Identity(pid(pids[i]), starts[i], at(texts, commands[i]), at(texts, users[i])))
                .toList();
    }

    /** The element of a dictionary that a column names. */
    static <T> T at(List<T> dictionary, long place) {
        if (place < 0 || place >= dictionary.size()) {
            throw new CorruptBlock("a dictionary has no place " + place);
        }
        return dictionary.get((int) place);
    }

    private static int pid(long value) {
        if (value != (int) value) {
            throw new CorruptBlock(value + " is no process id");
        }
        return (int) value;
    }

    private static void column(ByteSink sink, List<Identity> identities, ToLongFunction<Identity> of) {
        Integers.write(sink, identities.stream().mapToLong(of).toArray());
    }
}
