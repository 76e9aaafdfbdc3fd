/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.storage.StorageApi.AskEvents;
import io.atalaia.platform.bus.Fault;
import io.atalaia.storage.engine.Stretch;
import java.util.Map;
import java.util.regex.Pattern;

/** What an event and a question for events have to be. Every refusal is a fault that names the field and the rule. */
final class EventRules {
    static final Pattern MACHINE = Pattern.compile("[0-9A-Za-z-]{1,64}");
    /** A question for all machines reads a document of each for every day. */
    static final long MOST_DAYS_OF_ALL = 31;

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final int MOST_TEXT = 1_000;
    private static final int MOST_DETAILS = 16;
    private static final int MOST_NAME = 64;
    private static final int MOST_VALUE = 256;
    private static final long MOST_TIME = 366_000L * Stretch.DAY;

    private EventRules() {}

    static void requireSound(Events events) {
        require(events.events().size() <= Events.MOST, "events: at most " + Events.MOST + " at once");
        events.events().forEach(EventRules::requireSound);
    }

    private static void requireSound(Event event) {
        require(matches(MACHINE, event.machine()), "machine: 1 to 64 letters, digits and dashes");
        require(matches(MACHINE, event.id()), "id: 1 to 64 letters, digits and dashes");
        require(matches(KIND, event.kind()), "kind: 1 to 32 small letters, digits and dashes");
        require(event.from() >= 0 && event.from() < MOST_TIME, "from: epoch milliseconds");
        require(event.to() >= event.from() && event.to() < MOST_TIME, "to: not before from");
        require(event.text() != null && event.text().length() <= MOST_TEXT, "text: at most " + MOST_TEXT + " signs");
        require(event.details().size() <= MOST_DETAILS, "details: at most " + MOST_DETAILS);
        event.details().entrySet().forEach(EventRules::requireSound);
    }

    private static void requireSound(Map.Entry<String, String> detail) {
        require(
                detail.getKey().length() <= MOST_NAME && detail.getValue().length() <= MOST_VALUE,
                "details: names of at most " + MOST_NAME + " signs, values of at most " + MOST_VALUE);
    }

    static void requireSound(AskEvents question) {
        require(question.machine() != null, "machine is missing; empty means all");
        require(
                question.machine().isEmpty() || matches(MACHINE, question.machine()),
                "machine: 1 to 64 letters, digits and dashes; empty means all");
        require(
                question.kind() != null && (question.kind().isEmpty() || matches(KIND, question.kind())),
                "kind: a word");
        require(question.from() >= 0 && question.from() < question.to(), "from has to be before to");
        require(question.limit() >= 1 && question.limit() <= Events.MOST, "limit: 1 to " + Events.MOST);
        require(
                !question.machine().isEmpty() || question.to() - question.from() <= MOST_DAYS_OF_ALL * Stretch.DAY,
                "from and to: of all machines at most " + MOST_DAYS_OF_ALL + " days");
    }

    private static boolean matches(Pattern form, String text) {
        return text != null && form.matcher(text).matches();
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new Fault(Fault.BAD_REQUEST, otherwise);
        }
    }
}
