/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.series;

/**
 * What a process was doing when it was looked at.
 *
 * @param pid the process id, which together with {@code start} names the process for good
 * @param start when it started, in epoch milliseconds
 * @param command the short name of its program
 * @param user the account it runs under
 * @param cpuSeconds CPU time used since it started
 * @param residentBytes memory that it holds
 * @param readBytes bytes read from storage since it started; null where the kernel does not tell
 * @param writtenBytes bytes written to storage since it started; null where the kernel does not tell
 */
public record ProcessRow(
        int pid,
        long start,
        String command,
        String user,
        double cpuSeconds,
        long residentBytes,
        Long readBytes,
        Long writtenBytes) {}
