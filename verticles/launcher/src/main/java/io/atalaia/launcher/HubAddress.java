/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

/** Where people and commands find a gateway that listens somewhere. */
public final class HubAddress {
    private HubAddress() {}

    /**
     * With a slash at its end.
     *
     * @param listens a host as {@code gateway.host} names it
     * @param name by which a hub is reached that listens everywhere
     */
    public static String of(boolean encrypted, String listens, int port, String name) {
        boolean everywhere = listens.equals("0.0.0.0") || listens.equals("::") || listens.equals("[::]");
        String host = everywhere ? name : listens;
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        return (encrypted ? "https://" : "http://") + (bare ? "[" + host + "]" : host) + ":" + port + "/";
    }
}
