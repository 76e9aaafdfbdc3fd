/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.net;

import java.util.List;

/** Hosts that see each other until something is cut. */
public interface Network extends AutoCloseable {
    Host host(String name);

    /** Where hosts reach this process. */
    String outside();

    /** False when the hosts are one machine: then nothing can be cut but the way to the database. */
    boolean hasCables();

    /**
     * Makes what listens on the loopback of a host reachable for the others.
     *
     * @return host and port for them
     */
    String open(Host host, int port);

    /** Replaces what was cut before. */
    void cut(Cut cut);

    /** Cuts what {@link #open} opened, so that bytes get lost and nothing is refused. */
    void cutOff(Host host);

    void mend();

    @Override
    void close();

    /** The best that this machine allows. */
    static Network of(List<String> hosts) {
        return Namespaces.why().isEmpty() ? new Namespaces(hosts) : new OneMachine(hosts);
    }
}
