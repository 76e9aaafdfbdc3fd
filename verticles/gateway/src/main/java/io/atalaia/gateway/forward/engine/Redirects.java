/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

/** Where a service sends a client, as the client reaches it: through us. */
public final class Redirects {
    private Redirects() {}

    /**
     * A field {@code Location}. A path of the service's gets its name in front, also behind the instance's own authority; what leads
     * elsewhere stays as it is.
     *
     * @param prefix {@code /name}
     */
    public static String location(String prefix, Place place, String location) {
        String own = (place.tls() ? "https://" : "http://") + place.authority();
        if (location.startsWith(own)
                && (location.length() == own.length() || "/?#".indexOf(location.charAt(own.length())) >= 0)) {
            String rest = location.substring(own.length());
            return under(prefix, rest.startsWith("/") ? rest : "/" + rest);
        }
        boolean isPath = location.startsWith("/") && !location.startsWith("//") && !location.startsWith("/\\");
        return isPath ? under(prefix, location) : location;
    }

    /** A path with the prefix in front, unless it has that already. */
    static String under(String prefix, String path) {
        if (path.equals(prefix) || path.startsWith(prefix + "/") || path.startsWith(prefix + "?")) {
            return path;
        }
        return path.startsWith("/") ? prefix + path : prefix + "/" + path;
    }
}
