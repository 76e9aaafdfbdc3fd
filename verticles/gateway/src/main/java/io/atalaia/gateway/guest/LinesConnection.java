/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.guest;

import io.atalaia.gateway.access.Lasting;
import io.atalaia.gateway.engine.GuestLine;
import io.atalaia.gateway.engine.Lines;
import io.atalaia.gateway.engine.Rate;
import io.atalaia.gateway.engine.Refusal;
import io.atalaia.gateway.service.GuestService;
import io.atalaia.gateway.view.Json;
import io.atalaia.platform.clock.Clock;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** One program's connection. It is not read while too many of its lines wait, or while it does not read the answers. */
final class LinesConnection {
    static final int MOST_UNANSWERED = 1_000;
    static final int LINES_A_SECOND = 5_000;
    private static final int MOST_UNREAD_BYTES = 64 * 1024;
    private static final long UNREAD_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final String TAKEN = "{\"ok\":1}\n";
    /** A page of any site can make a browser send this here, and its body could hold samples. */
    private static final Pattern HTTP = Pattern.compile("[A-Z]{3,10} \\S+ HTTP/\\d.*");

    private final NetSocket socket;
    private final GuestService guests;
    private final Clock clock;
    private final Runnable gone;
    private final String address;
    private final String nobody;
    private final int longest;
    private final Rate rate;
    private final Lines lines;
    private final Deque<Answer> answers = new ArrayDeque<>();

    private final Context context = Vertx.currentContext();
    private final Opening opening;
    private long unreadSince;
    private boolean flushing;
    private boolean first = true;
    private boolean finished;
    private boolean ended;

    private static final class Answer {
        private String text;
    }

    LinesConnection(NetSocket socket, GuestService guests, LinesGate gate, Clock clock, int longest, Runnable gone) {
        this.socket = socket;
        this.guests = guests;
        opening = new Opening(gate, clock.nanos());
        this.clock = clock;
        this.gone = gone;
        this.longest = longest;
        address = socket.remoteAddress().hostAddress();
        nobody = address + ":" + socket.remoteAddress().port();
        rate = new Rate(LINES_A_SECOND, clock.nanos());
        lines = new Lines(longest, new Lines.Listener() {
            @Override
            public void line(byte[] line) {
                take(line);
            }

            @Override
            public void tooLong() {
                skip();
            }
        });
    }

    void open() {
        socket.setWriteQueueMaxSize(MOST_UNREAD_BYTES);
        socket.drainHandler(drained -> {
            unreadSince = 0;
            flushSoon();
        });
        socket.exceptionHandler(cause -> over());
        socket.closeHandler(closed -> over());
        listenForTheEnd();
        socket.handler(bytes -> {
            lines.feed(bytes.getBytes());
            readOn();
        });
    }

    /** Who has sent all ends that half of the connection, as {@code nc -N} does, and still wants the answers. */
    private void listenForTheEnd() {
        var internal = (NetSocketInternal) socket;
        internal.channelHandlerContext().channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        internal.eventHandler(event -> {
            if (event instanceof ChannelInputShutdownEvent) {
                finish();
            }
        });
    }

    private void take(byte[] line) {
        if (opening.holds(() -> take(line)) || ended || finished) {
            return;
        }
        if (first) {
            first = false;
            open(line);
        } else {
            save(line);
        }
    }

    /** The first line, which may show a token, and elsewhere than on this machine must. */
    private void open(byte[] line) {
        var token = GuestJson.token(line);
        if (HTTP.matcher(new String(line, StandardCharsets.ISO_8859_1)).matches()) {
            refuseAndEnd("the line: is HTTP; JSON over HTTP goes to POST /api/v1/samples of the other port");
        } else if (token.isPresent()) {
            show(token.get());
        } else if (!opening.admitted()) {
            refuseAndEnd(LinesGate.WANTED);
        } else {
            save(line);
        }
    }

    private void show(String token) {
        var answer = new Answer();
        answers.add(answer);
        opening.show(token, new Token(), () -> give(answer, TAKEN), cause -> {
            finished = true;
            give(answer, error(cause.getMessage()));
        });
    }

    /** What the connection's token stands for. */
    private final class Token implements Lasting.Call {
        @Override
        public boolean over() {
            return ended || finished;
        }

        @Override
        public void end() {
            refuseAndEnd(LinesGate.REVOKED);
        }
    }

    private void skip() {
        if (opening.holds(this::skip)) {
            return;
        }
        first = false;
        if (!opening.admitted()) {
            refuseAndEnd(LinesGate.WANTED);
        } else {
            refuse(new Answer(), "the line: is longer than " + longest + " bytes (gateway.ingest.lines.maxLine)");
        }
    }

    private void save(byte[] line) {
        var answer = new Answer();
        if (!rate.take(1, clock.nanos())) {
            refuse(answer, "too fast: a connection may send " + LINES_A_SECOND + " lines a second; try again later");
            return;
        }
        try {
            GuestLine parsed = GuestJson.line(line, nobody);
            answers.add(answer);
            guests.save(parsed, address)
                    .onComplete(saved -> give(answer, TAKEN), cause -> give(answer, error(cause.getMessage())));
        } catch (Refusal refusal) {
            refuse(answer, refusal.getMessage());
        }
    }

    /** Nothing that comes after it is taken. */
    private void refuseAndEnd(String sentence) {
        finished = true;
        refuse(new Answer(), sentence);
    }

    private void refuse(Answer answer, String sentence) {
        answers.add(answer);
        give(answer, error(sentence));
    }

    private static String error(String sentence) {
        return Json.text(Map.of("error", sentence)) + "\n";
    }

    private void give(Answer answer, String text) {
        answer.text = text;
        flushSoon();
    }

    /** Answers of one group become one write. */
    private void flushSoon() {
        if (!flushing && !ended) {
            flushing = true;
            context.runOnContext(now -> flush());
        }
    }

    private void flush() {
        flushing = false;
        var ready = Buffer.buffer();
        while (!socket.writeQueueFull() && !answers.isEmpty() && answers.peekFirst().text != null) {
            ready.appendString(answers.removeFirst().text);
            if (ready.length() > MOST_UNREAD_BYTES) {
                break;
            }
        }
        if (ready.length() > 0) {
            socket.write(ready).onFailure(lost -> over());
        }
        if (!answers.isEmpty() && answers.peekFirst().text != null && !socket.writeQueueFull()) {
            flushSoon();
        }
        readOn();
        if (finished && answers.isEmpty() && !socket.writeQueueFull()) {
            stop();
        }
    }

    private void readOn() {
        if (ended) {
            return;
        }
        if (socket.writeQueueFull() && unreadSince == 0) {
            unreadSince = clock.nanos();
        }
        if (opening.judging() || answers.size() >= MOST_UNANSWERED || socket.writeQueueFull()) {
            socket.pause();
        } else {
            socket.resume();
        }
    }

    /** Nothing more comes: what waits is answered, then the connection is closed. */
    private void finish() {
        if (!opening.holds(this::finish) && !finished) {
            lines.finish();
            finished = true;
            flushSoon();
        }
    }

    /** Call it once a second: who does not read the answers, or shows no token, is let go. */
    void tick(long nowNanos) {
        if (!finished && opening.late(nowNanos)) {
            refuseAndEnd(LinesGate.WANTED);
        }
        if (unreadSince != 0 && nowNanos - unreadSince > UNREAD_NANOS) {
            stop();
        }
    }

    void stop() {
        over();
        if (socket.writeQueueFull()) {
            // An orderly end, which the whole pipeline's would be, waits for the reader that does not read.
            ((NetSocketInternal) socket).channelHandlerContext().close();
        } else {
            socket.close().onFailure(already -> {});
        }
    }

    private void over() {
        if (!ended) {
            ended = true;
            gone.run();
        }
    }
}
