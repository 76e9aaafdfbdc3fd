/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

/**
 * That somebody did something, or tried to.
 *
 * @param at epoch milliseconds
 * @param node where it was done: a gateway's id
 * @param who the name of the user or the token; empty for nobody
 * @param kind what {@code who} is: user, token, anonymous or nobody
 * @param from the address of the sender
 * @param verb what was done, such as {@code session.begin}
 * @param object to whom or what; empty when the verb says it all
 * @param outcome {@code done} or {@code refused}
 * @param request the id of the request
 */
public record AuditEntry(
        long at,
        String node,
        String who,
        String kind,
        String from,
        String verb,
        String object,
        String outcome,
        String request) {}
