/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.stream;

/**
 * How a connection ended.
 *
 * @param refused the gateway does not accept the token
 * @param why one sentence for people
 * @param lived how long it was open, from its first answer; nanoseconds, 0 when there was none
 * @param rest how long the gateway wants to be left alone; milliseconds, 0 when it does not say
 */
record Ending(boolean refused, String why, long lived, long rest) {}
