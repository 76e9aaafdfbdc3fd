/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

/**
 * What a route of REST asks of its callers.
 *
 * @param method GET stands for HEAD as well
 * @param path as the route is registered: {@code :name} stands for one segment, {@code *} at the end for any rest
 */
public record Rule(String method, String path, Need need) {
    private static final String REST = "/*";

    static Rule of(String route, Need need) {
        int space = route.indexOf(' ');
        return new Rule(route.substring(0, space), route.substring(space + 1), need);
    }

    /** @param segments of a normalized path */
    boolean fits(String[] segments) {
        boolean open = path.endsWith(REST);
        String[] mine = path.substring(1, open ? Math.max(1, path.length() - REST.length()) : path.length())
                .split("/", -1);
        if (open && mine.length == 1 && mine[0].isEmpty()) {
            return true;
        }
        if (open ? segments.length < mine.length + 1 : segments.length != mine.length) {
            return false;
        }
        for (int i = 0; i < mine.length; i++) {
            boolean any = mine[i].startsWith(":") && !segments[i].isEmpty();
            if (!any && !mine[i].equals(segments[i])) {
                return false;
            }
        }
        return true;
    }

    boolean takes(String asked) {
        return method.equals(asked) || method.equals("GET") && asked.equals("HEAD");
    }
}
