/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.gateway.access.engine.Attempts;
import io.atalaia.platform.clock.Clock;
import java.util.concurrent.TimeUnit;

/**
 * Makes guessing slow: by account, whoever guesses from wherever, and by address, whatever it guesses. An account that somebody
 * else guesses at is never shut for longer than a minute. Accounts that do not exist are treated as if they did.
 */
final class Lockout {
    private final Attempts byAccount = new Attempts(8, 60);
    private final Attempts byAddress = new Attempts(10, 900);
    private final Clock clock;

    Lockout(Clock clock) {
        this.clock = clock;
    }

    /** @throws TooMany when they have to wait; the attempt counts as failed until {@link #succeeded} */
    void begin(String account, String address) {
        long now = clock.nanos();
        long wait = Math.max(byAccount.wait(account, now), byAddress.wait(network(address), now));
        if (wait > 0) {
            throw new TooMany(TimeUnit.NANOSECONDS.toSeconds(wait) + 1);
        }
        byAccount.begin(account, now);
        byAddress.begin(network(address), now);
    }

    void succeeded(String account, String address) {
        byAccount.succeeded(account);
        // Who has an account here cannot guess at others for nothing by logging in between.
        byAddress.takeBack(network(address));
    }

    /** Whoever has one address of IPv6 has the other 2^64 of its network as well. */
    private static String network(String address) {
        String[] groups = address.split(":", -1);
        return groups.length > 4 ? String.join(":", groups[0], groups[1], groups[2], groups[3]) : address;
    }
}
