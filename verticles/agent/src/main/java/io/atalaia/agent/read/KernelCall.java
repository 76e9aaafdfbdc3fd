/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * Functions of the C library of 64-bit Linux, whose structures are the same on every architecture of the kind. The library is
 * found in this process, where it is already: nothing is searched on the disk, and no classes stand for whole libraries.
 */
final class KernelCall {
    private KernelCall() {}

    /**
     * False on systems whose structures differ.
     *
     * @throws LinkageError where temporary folders forbid native code
     */
    static boolean isPossible() {
        return Native.LONG_SIZE == Long.BYTES;
    }

    /** A structure of zeros, to be closed. */
    static Memory structure(int bytes) {
        var memory = new Memory(bytes);
        memory.clear();
        return memory;
    }

    /** @return what the function returns; -1 is a failure */
    static int of(String function, Object... arguments) {
        Function called = NativeLibrary.getProcess().getFunction(function);
        return called.invokeInt(arguments);
    }
}
