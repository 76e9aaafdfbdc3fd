/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

/** One record of an answer. Never changes; the same one stands in many answers. */
public final class Resource {
    private static final int POINTER = 2;
    /** Type, class, time to live and the length of the data. */
    private static final int FIXED = 10;

    private final Name owner;
    private final int type;
    private final int ttl;
    private final byte[] data;

    /**
     * @param owner null for the name that was asked, which an answer points to instead of repeating it
     * @param ttl seconds
     * @param data as it stands in a message; not to be changed afterwards
     */
    Resource(Name owner, int type, int ttl, byte[] data) {
        this.owner = owner;
        this.type = type;
        this.ttl = ttl;
        this.data = data;
    }

    /** Null for the name that was asked. */
    public Name owner() {
        return owner;
    }

    public int type() {
        return type;
    }

    /** Seconds. */
    public int ttl() {
        return ttl;
    }

    /** Not to be changed. */
    public byte[] data() {
        return data;
    }

    /** Bytes that it takes in a message. */
    public int size() {
        return (owner == null ? POINTER : owner.wire().length) + FIXED + data.length;
    }
}
