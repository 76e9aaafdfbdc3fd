/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

/**
 * What became of a request.
 *
 * @param status that the client got; 499 for a client that went away
 * @param error in a word; empty for the service's own answer
 * @param bytes of the body that the client got
 */
record Outcome(int status, String error, long bytes) {}
