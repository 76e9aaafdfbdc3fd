/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

/** A file with one line for each device. */
public interface DeviceFile {

    /** @return whether the devices are others than the time before */
    boolean parse(ByteScanner in);

    /** What was parsed last; the same object each time. */
    DeviceRows rows();
}
