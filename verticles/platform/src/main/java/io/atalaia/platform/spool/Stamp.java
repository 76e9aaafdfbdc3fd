/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

/** Names a sample: no machine takes two at the same millisecond. */
public record Stamp(String machine, String boot, long time) {}
