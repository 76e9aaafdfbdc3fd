/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.Route;
import io.atalaia.contracts.Topic;
import io.atalaia.contracts.wire.WireType;
import io.atalaia.contracts.wire.WireTypes;
import java.util.ArrayList;
import java.util.List;

/** Messages that only tests know, and codecs of nodes that know more or fewer of them. */
final class TestMessages {
    static final Route<Question, Answer> ECHO = new Route<>("test.echo", Question.class, Answer.class);
    static final Route<Question, Uncoded> UNCODED = new Route<>("test.uncoded", Question.class, Uncoded.class);
    static final Route<NewQuestion, Done> NEW = new Route<>("test.new", NewQuestion.class, Done.class);
    static final Route<Broken, Done> BROKEN = new Route<>("test.broken", Broken.class, Done.class);
    static final Topic<Question> NEWS = new Topic<>("test.news", Question.class);

    private TestMessages() {}

    record Question(String text) {}

    record Answer(String text) {}

    /** A record that nobody put on the list of wire types. */
    record Uncoded(String text) {}

    /** Known to newer nodes alone. */
    record NewQuestion(String text) {}

    /** Nobody can read it. */
    record Broken() {}

    /** The same message as a newer node sends it. */
    record LongerQuestion(String text, int more) {}

    static WireCodec oldNode() {
        return codec(List.of());
    }

    static WireCodec newNode() {
        return codec(List.of(WireType.json("test.new-question", NewQuestion.class)));
    }

    /** Sends questions with a field that other nodes do not know. */
    static WireCodec futureNode() {
        return new WireCodec(List.of(
                WireType.json("test.question", LongerQuestion.class), WireType.json("test.answer", Answer.class)));
    }

    private static WireCodec codec(List<WireType<?>> more) {
        var types = new ArrayList<WireType<?>>(WireTypes.all());
        types.add(WireType.json("test.question", Question.class));
        types.add(WireType.json("test.answer", Answer.class));
        types.add(new WireType<>(
                "test.broken", Broken.class, new WireType.Binary<>(broken -> new byte[] {1, 2, 3}, bytes -> {
                    throw new IllegalArgumentException("three bytes are no message");
                })));
        types.addAll(more);
        return new WireCodec(types);
    }
}
