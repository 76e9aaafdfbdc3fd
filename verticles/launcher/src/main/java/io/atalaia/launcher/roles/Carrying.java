/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.roles;

import io.atalaia.launcher.Role;
import io.atalaia.platform.bus.Fault;
import java.util.EnumSet;
import java.util.Set;

/** Which roles may be carried where and how often, with the reasons. */
public final class Carrying {
    private static final int MOST_INSTANCES = 16;
    /** What others can carry as well, as any node reaches the database. */
    private static final Set<Role> MOVABLE = EnumSet.of(Role.STORAGE, Role.DISCOVERY, Role.HEALTH_CHECK, Role.GATEWAY);

    private Carrying() {}

    /** Whether the role can do its work on another node as well as on this one. */
    public static boolean movable(Role role) {
        return MOVABLE.contains(role);
    }

    /** @throws Fault with a sentence for the operator when it may not be so */
    static Role checked(String word, int instances) {
        Role role = known(word);
        if (role == Role.DATABASE) {
            throw pinned();
        }
        if (instances < 1 || instances > MOST_INSTANCES) {
            throw new Fault(Fault.BAD_REQUEST, "instances must be a whole number from 1 to " + MOST_INSTANCES);
        }
        if (instances > 1 && role != Role.STORAGE) {
            throw new Fault(Fault.CONFLICT, "a node runs one " + role.word() + " at most: " + reason(role));
        }
        return role;
    }

    /** @throws Fault when there is no such role, or it may not be stopped */
    static Role checked(String word) {
        Role role = known(word);
        if (role == Role.DATABASE) {
            throw pinned();
        }
        return role;
    }

    private static Role known(String word) {
        return Role.named(word)
                .orElseThrow(() -> new Fault(
                        Fault.BAD_REQUEST, "there is no role '" + word + "'; the roles are " + Role.allWords()));
    }

    private static Fault pinned() {
        return new Fault(
                Fault.CONFLICT,
                "the role database is pinned to the disk that holds its data: it runs where a node is started with it");
    }

    private static String reason(Role role) {
        return switch (role) {
            case GATEWAY -> "it keeps what its agents sent last in memory, and guests' samples in one folder";
            case DISCOVERY -> "its ports for DNS and text can be opened once";
            case HEALTH_CHECK -> "two of one node would count as one opinion";
            default -> "it belongs to its machine";
        };
    }
}
