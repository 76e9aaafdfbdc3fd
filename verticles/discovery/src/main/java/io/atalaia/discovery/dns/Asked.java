/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.atalaia.discovery.dns.engine.Question;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;

/** A question as Netty's messages carry it. */
record Asked(Question question) implements DnsQuestion {
    @Override
    public String name() {
        return question.name().toString();
    }

    @Override
    public DnsRecordType type() {
        return DnsRecordType.valueOf(question.type());
    }

    @Override
    public int dnsClass() {
        return question.dnsClass();
    }

    @Override
    public long timeToLive() {
        return 0;
    }
}
