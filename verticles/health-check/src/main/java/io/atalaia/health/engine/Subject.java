/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import io.atalaia.contracts.discovery.Check;
import java.util.List;

/**
 * An instance that is watched.
 *
 * @param key by which all speak of it
 * @param home the id of the node that registered it, or on which the role runs
 * @param homeName that node's name
 * @param mortal whether it is removed when it fails for long
 */
public record Subject(
        String key, String service, Target target, Reach reach, String home, String homeName, boolean mortal) {

    /** Who can check it. */
    public enum Reach {
        ANY,
        /** Its address means another machine elsewhere. */
        HOME_ALONE,
        /** It ends with its own node, which then could not tell of it. */
        RATHER_OTHERS
    }

    /**
     * What is asked; when it changes, what was found before says nothing any more.
     *
     * @param since when it was registered, in epoch milliseconds
     */
    public record Target(String address, int port, long since, List<Check> checks) {}

    /** Whether one who reaches it reaches more than itself. */
    boolean isAwayFrom(String node) {
        return reach != Reach.HOME_ALONE && !(reach == Reach.RATHER_OTHERS && home.equals(node));
    }

    /** Where it is, as far as it matters to whether one is cut off from everywhere. */
    String place() {
        return reach == Reach.RATHER_OTHERS ? home : target.address();
    }
}
