/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.atalaia.discovery.dns.engine.Type;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;

/**
 * The OPT record (RFC 6891), in questions and in answers.
 *
 * @param payload the largest datagram that its sender takes
 * @param code the upper eight bits of an answer's code
 * @param version only 0 is known
 * @param secure whether signatures are wanted; given back as it came (RFC 3225), though there are none
 */
record Extension(int payload, int code, int version, boolean secure) implements DnsRecord {
    /** Bytes that it takes in an answer. */
    static final int SIZE = 11;

    private static final int SECURE = 0x8000;

    static Extension read(int payload, int ttl) {
        return new Extension(payload, ttl >>> 24, (ttl >>> 16) & 0xff, (ttl & SECURE) != 0);
    }

    @Override
    public String name() {
        return ".";
    }

    @Override
    public DnsRecordType type() {
        return DnsRecordType.OPT;
    }

    @Override
    public int dnsClass() {
        return payload;
    }

    /** RFC 6891, 6.1.3: what is the time to live elsewhere. */
    @Override
    public long timeToLive() {
        return (long) code << 24 | (long) version << 16 | (secure ? SECURE : 0);
    }

    static boolean is(DnsRecord record) {
        return record.type().intValue() == Type.OPT;
    }
}
