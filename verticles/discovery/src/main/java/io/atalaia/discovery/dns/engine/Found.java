/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

import java.util.List;

/**
 * What stands at a name that exists.
 *
 * @param pool instances of a service; null at other names
 * @param fixed records of any other name; none when it exists only because names below it do
 */
record Found(Pool pool, List<Resource> fixed) {
    /** RFC 8020: a name with names below it exists, or resolvers that ask step by step would not come to them. */
    static final Found EMPTY = new Found(null, List.of());

    static Found instances(Pool pool) {
        return new Found(pool, List.of());
    }

    static Found records(List<Resource> fixed) {
        return new Found(null, fixed);
    }
}
