/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.atalaia.discovery.dns.engine.RateBound;
import io.atalaia.discovery.dns.engine.RateBound.Verdict;
import io.atalaia.platform.clock.Clock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;

/** How many answers the sources of questions get. This machine's own are not bounded: nobody else can send in their name. */
public final class Sources {
    private final RateBound bound;
    private final Clock clock;

    /** @param perSecond answers to one source; 0 for no bound */
    public Sources(int perSecond, Clock clock) {
        bound = new RateBound(perSecond, ThreadLocalRandom.current().nextInt(), clock.nanos());
        this.clock = clock;
    }

    public Verdict judge(InetSocketAddress source) {
        InetAddress address = source.getAddress();
        return address.isLoopbackAddress() ? Verdict.ANSWER : bound.judge(address.getAddress(), clock.nanos());
    }
}
