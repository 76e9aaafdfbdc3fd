/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.atalaia.discovery.dns.engine.Answer;
import io.atalaia.discovery.dns.engine.Answers;
import io.atalaia.discovery.dns.engine.Code;
import io.atalaia.discovery.dns.engine.Domain;
import io.atalaia.discovery.dns.engine.Question;
import io.atalaia.discovery.dns.engine.Resource;
import io.atalaia.discovery.dns.engine.Zone;
import io.atalaia.platform.catalog.Catalog;
import io.atalaia.platform.catalog.Snapshot;
import io.netty.handler.codec.dns.DnsOpCode;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a message that asks to one that answers. One for each channel: used on its thread alone. */
final class Responder {
    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
    /** Without EDNS (RFC 1035, 4.2.1), and what is not broken into fragments on any way (DNS flag day 2020). */
    private static final int LEAST_DATAGRAM = 512;

    private static final int MOST_DATAGRAM = 1_232;
    static final int MOST_STREAM = 65_535;
    /** No record is shorter. */
    private static final int SHORTEST_RECORD = 16;

    private final Catalog catalog;
    private final Domain domain;
    private final DnsMeters meters;
    private final RandomGenerator random = new SplittableRandom();
    private Zone zone;

    Responder(Catalog catalog, Domain domain, DnsMeters meters) {
        this.catalog = catalog;
        this.domain = domain;
        this.meters = meters;
        zone = new Zone(domain, Snapshot.NOTHING);
    }

    /** @param shortened true to answer nothing but that the asker should come over TCP */
    void overDatagram(DnsQuery query, DnsResponse response, boolean shortened) {
        Extension extension = extension(query);
        int most = extension == null
                ? LEAST_DATAGRAM
                : Math.max(LEAST_DATAGRAM, Math.min(MOST_DATAGRAM, extension.payload()));
        fill(query, response, extension, most, shortened);
    }

    void overStream(DnsQuery query, DnsResponse response) {
        fill(query, response, extension(query), MOST_STREAM, false);
        // Nobody can come another way for more.
        response.setTruncated(false);
    }

    private void fill(DnsQuery query, DnsResponse response, Extension extension, int most, boolean shortened) {
        Question question = question(query);
        Answer answer = answer(query, question, extension, most);
        if (shortened) {
            answer = answer.onlyTruncated();
        }
        int taken = (question == null ? 0 : question.size()) + (extension == null ? 0 : Extension.SIZE);
        Answer fitting = answer.fitting(taken, most);
        head(query, response, fitting);
        if (question != null) {
            response.addRecord(DnsSection.QUESTION, new Asked(question));
        }
        add(response, DnsSection.ANSWER, fitting.answers());
        add(response, DnsSection.AUTHORITY, fitting.authority());
        add(response, DnsSection.ADDITIONAL, fitting.additional());
        if (extension != null) {
            int upper = fitting.code().number() >> 4;
            response.addRecord(DnsSection.ADDITIONAL, new Extension(MOST_DATAGRAM, upper, 0, extension.secure()));
        }
        meters.answered(question, fitting);
    }

    private Answer answer(DnsQuery query, Question question, Extension extension, int most) {
        if (!query.opCode().equals(DnsOpCode.QUERY)) {
            return Answer.bare(Code.NOTIMP);
        }
        if (question == null || extensions(query) > 1) {
            return Answer.bare(Code.FORMERR);
        }
        if (extension != null && extension.version() != 0) {
            return Answer.bare(Code.BADVERS);
        }
        try {
            return Answers.to(question, zone(), random, most / SHORTEST_RECORD + 1);
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("question", question.name())
                    .setCause(e)
                    .log("a question over DNS could not be answered");
            return Answer.bare(Code.SERVFAIL);
        }
    }

    private Zone zone() {
        Snapshot now = catalog.now();
        if (!zone.isOf(now)) {
            zone = new Zone(domain, now);
        }
        return zone;
    }

    private static void head(DnsQuery query, DnsResponse response, Answer answer) {
        response.setCode(DnsResponseCode.valueOf(answer.code().number() & 0xf));
        response.setAuthoritativeAnswer(answer.authoritative());
        response.setTruncated(answer.truncated());
        response.setRecursionDesired(query.isRecursionDesired());
    }

    /** Null when there is none, or more than one (RFC 9619). */
    private static Question question(DnsQuery query) {
        return query.count(DnsSection.QUESTION) == 1 ? ((Asked) query.recordAt(DnsSection.QUESTION)).question() : null;
    }

    private static Extension extension(DnsQuery query) {
        int count = query.count(DnsSection.ADDITIONAL);
        for (int i = 0; i < count; i++) {
            if (query.recordAt(DnsSection.ADDITIONAL, i) instanceof Extension extension) {
                return extension;
            }
        }
        return null;
    }

    private static int extensions(DnsQuery query) {
        int found = 0;
        int count = query.count(DnsSection.ADDITIONAL);
        for (int i = 0; i < count; i++) {
            found += query.recordAt(DnsSection.ADDITIONAL, i) instanceof Extension ? 1 : 0;
        }
        return found;
    }

    private static void add(DnsResponse response, DnsSection section, List<Resource> resources) {
        for (Resource resource : resources) {
            response.addRecord(section, new Told(resource));
        }
    }
}
