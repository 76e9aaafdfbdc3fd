/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * /proc/interrupts and /proc/softirqs: a column for each processor, a line for each kind.
 *
 * @param processors the number of the processor of each column
 */
public record ProcessorTable(List<Integer> processors, List<Row> rows) {
    private static final String PROCESSOR = "CPU";

    /** Lines with fewer numbers than there are processors are left out: they count something else. */
    public static ProcessorTable parse(String text) {
        List<Row> rows = new ArrayList<>();
        List<Integer> processors = new ArrayList<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            String[] fields = line.strip().split("\\s+");
            if (processors.isEmpty()) {
                for (String field : fields) {
                    if (field.matches(PROCESSOR + "\\d{1,6}")) {
                        processors.add(Integer.valueOf(field.substring(PROCESSOR.length())));
                    }
                }
            } else if (fields[0].endsWith(":") && fields.length > processors.size()) {
                row(fields, processors.size(), rows);
            }
        }
        return new ProcessorTable(List.copyOf(processors), rows);
    }

    private static void row(String[] fields, int processors, List<Row> rows) {
        double[] counts = new double[processors];
        for (int i = 0; i < processors; i++) {
            if (!fields[i + 1].matches("\\d{1,20}")) {
                return;
            }
            counts[i] = Double.parseDouble(fields[i + 1]);
        }
        var rest = Arrays.asList(fields).subList(processors + 1, fields.length);
        rows.add(new Row(fields[0].substring(0, fields[0].length() - 1), counts, rest));
    }

    /**
     * @param type the number of a line, or a word
     * @param counts one for each processor
     * @param rest the words behind the numbers
     */
    public record Row(String type, double[] counts, List<String> rest) {

        public double sum() {
            return Arrays.stream(counts).sum();
        }
    }

    /** A list of processors as the kernel writes it: {@code 0-3,8}. What is not one is empty. */
    public static List<Integer> numbers(String list) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : list.strip().split(",")) {
            if (part.matches("\\d{1,5}(-\\d{1,5})?")) {
                String[] ends = part.split("-");
                for (int n = Integer.parseInt(ends[0]); n <= Integer.parseInt(ends[ends.length - 1]); n++) {
                    numbers.add(n);
                }
            }
        }
        return numbers;
    }
}
