/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

/** The link by which an administrator comes to be. */
public final class SetupAddress {
    private SetupAddress() {}

    /**
     * The secret stands behind the number sign, which browsers keep to themselves: no log on the way has it.
     *
     * @param base ends with a slash
     */
    public static String of(String base, String secret) {
        return base + "setup#" + secret;
    }
}
