/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.net;

import java.util.List;

/**
 * A machine, or what stands for one.
 *
 * @param address where the others reach it
 * @param door what a program is started through, so that it runs there
 */
public record Host(String name, String address, List<String> door) {}
