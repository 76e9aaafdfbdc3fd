/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.lease;

import java.time.Duration;

/** Grants leases: each name is held by at most one owner at a time. */
public interface Leases {

    /**
     * Contends for a lease until it is released: takes it when it is free, renews it at a third of its length, and contends
     * again when it was lost.
     *
     * @param name what only one node may do
     * @param length how long it stays with a holder that fell silent, at least 300 ms
     */
    Lease contend(String name, Duration length);
}
