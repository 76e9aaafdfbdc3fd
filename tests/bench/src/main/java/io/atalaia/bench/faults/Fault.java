/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import java.util.Optional;

/** Something that goes wrong, and is mended after a while. */
public interface Fault {
    /** As the report has it. */
    String name();

    /** Whether hosts of their own are needed, between which something can be cut. */
    default boolean needsCables() {
        return true;
    }

    /** The hub that the others are to take for gone while it lasts. */
    default Optional<String> gone() {
        return Optional.empty();
    }

    /** Seconds after its end within which everything is to be answered. */
    default double again() {
        return Line.AGAIN;
    }

    /**
     * How long it lasts at least; what ends at once, as a process does, need not last long.
     *
     * @param seconds how long others last
     */
    default double lasts(double seconds) {
        return seconds;
    }

    /** What is to be so before it happens; takes its time. */
    default void prepare(Stage stage) {}

    void strike(Stage stage);

    /** What else is to be looked at while it lasts, before it is mended. */
    default void look(Stage stage, Line line) {}

    void mend(Stage stage);

    /** What else is to be looked at when all is well again. */
    default void after(Stage stage, Line line) {}
}
