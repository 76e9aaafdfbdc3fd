/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The numbered messages of one connection that wait for their answers, and since when the other side is silent. Times are
 * nanoseconds of the monotonic clock.
 */
public final class Unanswered<T> {
    private static final long NOT = Long.MIN_VALUE;

    private final long patience;
    private final Map<Long, Sent<T>> sent = new LinkedHashMap<>();
    private long count;
    private long silentSince = NOT;

    /** @param patience how long one answer may take */
    public Unanswered(long patience) {
        this.patience = patience;
    }

    /** @return the message's number, from 1 */
    @CanIgnoreReturnValue
    public long sent(T message, long now) {
        sent.put(++count, new Sent<>(message, now));
        if (silentSince == NOT) {
            silentSince = now;
        }
        return count;
    }

    /** Empty for an answer that was not waited for, or not any more. */
    @CanIgnoreReturnValue
    public Optional<T> answered(long number, long now) {
        var one = sent.remove(number);
        silentSince = sent.isEmpty() ? NOT : now;
        return Optional.ofNullable(one).map(Sent::message);
    }

    /** Takes out the messages whose patience is over. The other side stays silent all the same. */
    public List<T> overdue(long now) {
        var over = new ArrayList<T>();
        var all = sent.values().iterator();
        while (all.hasNext()) {
            var one = all.next();
            if (now - one.at < patience) {
                break;
            }
            over.add(one.message);
            all.remove();
        }
        return over;
    }

    /** How long nothing was heard although an answer is owed; 0 when none is. */
    public long silence(long now) {
        return silentSince == NOT ? 0 : now - silentSince;
    }

    public int size() {
        return sent.size();
    }

    /** Takes out everything. */
    public List<T> drain() {
        var all = sent.values().stream().map(Sent::message).toList();
        sent.clear();
        return all;
    }

    private record Sent<T>(T message, long at) {}
}
