/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import java.util.Map;

/**
 * What a program said, as it said it.
 *
 * @param client names the program
 * @param metrics values by the name that the program gave; at least one
 * @param labels belong to every metric
 * @param time epoch milliseconds; 0 means now
 * @param id unlike for each line of the client; empty means that a repetition counts again
 */
public record GuestLine(String client, Map<String, Double> metrics, Map<String, String> labels, long time, String id) {}
