/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.database.backup;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Everything that the driver publishes for one question. The thread of a command may wait for it; no other does. */
final class Waiting<T> implements Subscriber<T> {
    private static final long MOST_SECONDS = 120;

    private final List<T> items = new ArrayList<>();
    private final BlockingQueue<Runnable> end = new ArrayBlockingQueue<>(1);

    @CanIgnoreReturnValue
    static <T> List<T> all(Publisher<T> publisher) {
        var waiting = new Waiting<T>();
        publisher.subscribe(waiting);
        return waiting.ended();
    }

    private List<T> ended() {
        try {
            Runnable outcome = end.poll(MOST_SECONDS, TimeUnit.SECONDS);
            if (outcome == null) {
                throw new BackupException("the database did not answer within " + MOST_SECONDS + " s");
            }
            outcome.run();
            return items;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException("interrupted", e);
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(T item) {
        items.add(item);
    }

    @Override
    public void onError(Throwable cause) {
        conclude(() -> {
            throw new BackupException("the database refused: " + cause.getMessage(), cause);
        });
    }

    @Override
    public void onComplete() {
        conclude(() -> {});
    }

    private void conclude(Runnable outcome) {
        if (!end.offer(outcome)) {
            throw new IllegalStateException("a publisher ends once");
        }
    }
}
