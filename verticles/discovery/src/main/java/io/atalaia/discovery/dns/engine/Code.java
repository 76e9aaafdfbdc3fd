/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

/** How a question was answered: RFC 1035, 4.1.1, and RFC 6891 for the last. */
public enum Code {
    NOERROR(0),
    FORMERR(1),
    SERVFAIL(2),
    NXDOMAIN(3),
    NOTIMP(4),
    REFUSED(5),
    /** Does not fit into the header: its upper bits stand in the OPT record. */
    BADVERS(16);

    private final int number;

    Code(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
