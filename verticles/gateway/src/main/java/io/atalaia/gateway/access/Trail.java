/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import io.atalaia.platform.access.Audit;
import io.atalaia.platform.access.AuditEntry;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down who did what. Nobody waits for it; what cannot be written is counted and said in the log. For one event loop. */
public final class Trail {
    private static final Logger LOG = LoggerFactory.getLogger(Trail.class);
    private static final int MOST_UNDER_WAY = 256;
    private static final int LONGEST = 200;

    private final Audit audit;
    private final Clock clock;
    private final String node;
    private final Counter lost;
    private int underWay;
    private boolean failing;

    Trail(Audit audit, Clock clock, String node, MeterRegistry meters) {
        this.audit = audit;
        this.clock = clock;
        this.node = node;
        lost = Counter.builder("atalaia_audit_lost")
                .description("Entries of the audit that could not be written")
                .register(meters);
    }

    /**
     * Where an act came from.
     *
     * @param address of the sender
     * @param request the request's id
     */
    public record Source(Caller caller, String address, String request) {
        Source as(Caller other) {
            return new Source(other, address, request);
        }
    }

    /** @param object to whom or what; empty when the verb says it all */
    public void note(Source source, String verb, String object, boolean done) {
        if (underWay >= MOST_UNDER_WAY) {
            failed("too many at once");
            return;
        }
        underWay++;
        audit.add(entry(source, verb, object, done)).onComplete(written -> {
            underWay--;
            if (written.failed()) {
                failed(String.valueOf(written.cause()));
            } else if (failing) {
                failing = false;
                LOG.atInfo().log("the audit is written again");
            }
        });
    }

    private AuditEntry entry(Source source, String verb, String object, boolean done) {
        return new AuditEntry(
                clock.millis(),
                node,
                source.caller().name(),
                source.caller().kind().name().toLowerCase(Locale.ROOT),
                source.address(),
                verb,
                object.length() > LONGEST ? object.substring(0, LONGEST) : object,
                done ? "done" : "refused",
                source.request());
    }

    /** Of what others wrote: as much as an entry needs, and in one line. */
    static String shortened(String text) {
        String line = String.valueOf(text).replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    private void failed(String why) {
        lost.increment();
        if (!failing) {
            failing = true;
            LOG.atWarn().addKeyValue("cause", why).log("the audit cannot be written");
        }
    }
}
