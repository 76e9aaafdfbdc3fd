/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns;

import io.atalaia.discovery.dns.engine.Resource;
import io.atalaia.discovery.dns.engine.Type;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;

/** A record of an answer as Netty's messages carry it. */
record Told(Resource resource) implements DnsRecord {
    @Override
    public String name() {
        return resource.owner() == null ? "" : resource.owner().toString();
    }

    @Override
    public DnsRecordType type() {
        return DnsRecordType.valueOf(resource.type());
    }

    @Override
    public int dnsClass() {
        return Type.CLASS_IN;
    }

    @Override
    public long timeToLive() {
        return resource.ttl();
    }
}
