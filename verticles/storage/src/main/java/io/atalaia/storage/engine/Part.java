/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import java.util.Map;

/**
 * Rows of several series.
 *
 * @param times epoch milliseconds, growing
 * @param columns by field; each as long as {@code times}, NaN where there is no value
 */
public record Part(long[] times, Map<String, double[]> columns) {}
