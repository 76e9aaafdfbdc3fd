/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.access;

/**
 * That somebody is logged in. Times are epoch milliseconds.
 *
 * @param hash of the secret in the cookie
 * @param epoch of the user when it began
 * @param seen when it was used last, to the minute
 * @param ends when it ends at the latest, however often it is used
 */
public record Session(String hash, String user, long epoch, long created, long seen, long ends) {}
