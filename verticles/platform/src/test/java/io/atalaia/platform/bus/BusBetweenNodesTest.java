/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.Route;
import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.bus.TestMessages.Answer;
import io.atalaia.platform.bus.TestMessages.Broken;
import io.atalaia.platform.bus.TestMessages.LongerQuestion;
import io.atalaia.platform.bus.TestMessages.NewQuestion;
import io.atalaia.platform.bus.TestMessages.Question;
import io.atalaia.platform.bus.TestMessages.Uncoded;
import io.atalaia.tests.support.TestCluster;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes of one cluster: what goes wrong on one is told to the other at once and in clear words. */
class BusBetweenNodesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ofSeconds(15);

    private static TestCluster cluster;
    private static Bus asker;
    private static Bus server;
    private static Bus future;

    @BeforeAll
    static void open() {
        cluster = TestCluster.create();
        asker = Bus.on(cluster.join(), TestMessages.newNode());
        server = Bus.on(cluster.join(), TestMessages.oldNode());
        future = Bus.on(cluster.join(), TestMessages.futureNode());
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void aQuestionIsAnsweredOnAnotherNode() {
        serve(TestMessages.ECHO.at("b"), question -> Future.succeededFuture(new Answer(question.text() + "!")));
        assertThat(asker.ask(TestMessages.ECHO.at("b"), new Question("hello"), PATIENCE)
                        .await())
                .isEqualTo(new Answer("hello!"));
    }

    @Test
    void aFaultArrivesWithItsCodeAndSentence() {
        serve(TestMessages.ECHO.at("fault"), question -> Future.failedFuture(new Fault(404, "no such thing")));
        var fault = fault(TestMessages.ECHO.at("fault"), new Question(""));
        assertThat(fault.code()).isEqualTo(404);
        assertThat(fault).hasMessage("no such thing");
    }

    @Test
    void aServiceThatThrowsIsAnInternalFaultWithoutItsDetails() {
        serve(TestMessages.ECHO.at("throws"), question -> {
            throw new IllegalStateException("secret");
        });
        var fault = fault(TestMessages.ECHO.at("throws"), new Question(""));
        assertThat(fault.code()).isEqualTo(Fault.INTERNAL);
        assertThat(fault.getMessage()).contains("test.echo@throws").doesNotContain("secret");
    }

    @Test
    void aServiceThatAnswersNothingIsAnInternalFault() {
        serve(TestMessages.ECHO.at("null"), question -> null);
        assertThat(fault(TestMessages.ECHO.at("null"), new Question("")).code()).isEqualTo(Fault.INTERNAL);
        serve(TestMessages.ECHO.at("empty"), question -> Future.succeededFuture(null));
        assertThat(fault(TestMessages.ECHO.at("empty"), new Question("")).code())
                .isEqualTo(Fault.INTERNAL);
    }

    @Test
    void anUndecodableMessageIsRefused() {
        serve(TestMessages.BROKEN, broken -> Future.succeededFuture(Done.DONE));
        var fault = fault(TestMessages.BROKEN, new Broken());
        assertThat(fault.code()).isEqualTo(Fault.BAD_REQUEST);
        assertThat(fault.getMessage()).contains("could not be decoded");
    }

    @Test
    void aMessageThatTheOtherNodeDoesNotKnowIsRefused() {
        serve(TestMessages.NEW, question -> Future.succeededFuture(Done.DONE));
        var fault = fault(TestMessages.NEW, new NewQuestion(""));
        assertThat(fault.code()).isEqualTo(Fault.BAD_REQUEST);
        assertThat(fault.getMessage()).contains("test.new-question");
    }

    @Test
    void aMessageOfTheWrongTypeIsRefused() {
        serve(TestMessages.ECHO.at("typed"), question -> Future.succeededFuture(new Answer("")));
        var wrong = new Route<>(TestMessages.ECHO.at("typed").address(), Done.class, Answer.class);
        var fault = fault(wrong, Done.DONE);
        assertThat(fault.code()).isEqualTo(Fault.BAD_REQUEST);
        assertThat(fault.getMessage()).contains("expected a Question, got Done");
    }

    @Test
    void anAnswerWithoutAFormOnTheWireIsAnInternalFault() {
        serve(TestMessages.UNCODED, question -> Future.succeededFuture(new Uncoded("")));
        assertThat(fault(TestMessages.UNCODED, new Question("")).code()).isEqualTo(Fault.INTERNAL);
    }

    @Test
    void aQuestionWithoutAFormOnTheWireFailsWhereItIsAsked() {
        var route = new Route<>("test.nowhere", Uncoded.class, Done.class);
        assertThat(fault(route, new Uncoded("")).getMessage()).contains("Uncoded");
    }

    @Test
    void whatNobodyServesIsUnavailableAtOnce() {
        var fault = fault(TestMessages.ECHO.at("nobody"), new Question(""));
        assertThat(fault.code()).isEqualTo(Fault.UNAVAILABLE);
        assertThat(fault.getMessage()).contains("nobody serves");
    }

    @Test
    void aServiceThatIsSilentTimesOutAfterThePatience() {
        serve(TestMessages.ECHO.at("silent-here"), question -> Future.future(never -> {}));
        var asked = asker.ask(TestMessages.ECHO.at("silent-here"), new Question(""), Duration.ofMillis(200));
        var fault = catchThrowableOfType(Fault.class, asked::await);
        assertThat(fault.code()).isEqualTo(Fault.TIMEOUT);
    }

    @Test
    void fieldsThatANodeDoesNotKnowAreIgnored() {
        serve(TestMessages.ECHO.at("future"), question -> Future.succeededFuture(new Answer(question.text())));
        var route = new Route<>(TestMessages.ECHO.at("future").address(), LongerQuestion.class, Answer.class);
        assertThat(future.ask(route, new LongerQuestion("from tomorrow", 7), PATIENCE)
                        .await())
                .isEqualTo(new Answer("from tomorrow"));
    }

    @Test
    void newsReachEveryNodeAndWhatCannotBeReadHarmsNobody() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        server.listen(TestMessages.NEWS, news -> heard.add("server " + news.text()))
                .await();
        asker.listen(TestMessages.NEWS, news -> heard.add("asker " + news.text()))
                .await();
        var wrong = new io.atalaia.contracts.Topic<>(TestMessages.NEWS.address(), Done.class);
        await().atMost(PATIENCE).until(() -> {
            asker.announce(wrong, Done.DONE);
            asker.announce(TestMessages.NEWS, new Question("hello"));
            return heard.contains("server hello") && heard.contains("asker hello");
        });
    }

    @Test
    void samplesTravelWhole() {
        var row = new ProcessRow(1, 2, "init", "root", 0.5, 4_096, null, 7L);
        var with = new Sample("m", "b", 1_000, "s", new double[] {1, Double.NaN, -0.0, 1e300}, List.of(row));
        var without = new Sample("m", "b", 2_000, "s", new double[0], null);
        var looked = new Sample("m", "b", 3_000, "s", new double[] {3}, List.of());
        var route = new Route<>("test.samples", Samples.class, Samples.class);
        serve(route, Future::succeededFuture);
        var back = asker.ask(route, new Samples(List.of(with, without, looked)), PATIENCE)
                .await()
                .samples();
        assertThat(back.get(0).values()).containsExactly(1, Double.NaN, -0.0, 1e300);
        assertThat(back.get(0).processes()).containsExactly(row);
        assertThat(back.get(1).processes()).isNull();
        assertThat(back.get(1).values()).isEmpty();
        assertThat(back.get(2).processes()).isEmpty();
        assertThat(back).extracting(Sample::time).containsExactly(1_000L, 2_000L, 3_000L);
    }

    @Test
    void blocksTravelByteForByte() {
        var route = new Route<>("test.block", Block.class, Block.class);
        serve(route, Future::succeededFuture);
        var block = new Block("m", "b", 1, "s", 10, 20, 3, new byte[] {0, -1, 127, -128});
        var back = asker.ask(route, block, PATIENCE).await();
        assertThat(back.payload()).containsExactly(block.payload());
        assertThat(back.seq()).isEqualTo(1);
        assertThat(back.schema()).isEqualTo("s");
    }

    private static <Q extends Record, A extends Record> void serve(
            Route<Q, A> route, java.util.function.Function<Q, Future<A>> service) {
        assertThat(server.serve(route, service).await()).isNotNull();
    }

    private static <Q extends Record, A extends Record> Fault fault(Route<Q, A> route, Q question) {
        long start = System.nanoTime();
        var asked = asker.ask(route, question, PATIENCE);
        var fault = catchThrowableOfType(Fault.class, asked::await);
        assertThat(fault).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
        return fault;
    }
}
